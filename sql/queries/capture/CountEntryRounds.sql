SELECT COUNT(*)
FROM (
    SELECT f.FormId
    FROM Form AS f
    WHERE f.VisitId = @VisitId
        AND f.Code = @Code
        AND f.Instance = 1
        AND f.VoidedAt IS NOT NULL
    UNION ALL
    SELECT r.EntryRemovalId
    FROM EntryRemoval AS r
    WHERE r.VisitId = @VisitId
        AND r.Code = @Code) AS ended;
