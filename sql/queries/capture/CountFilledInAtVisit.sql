SELECT COUNT(*)
FROM (
    SELECT f.FormId
    FROM Form AS f
    WHERE f.VisitId = @VisitId
        AND f.Code = @Code
        AND f.Instance = @Instance
    UNION ALL
    SELECT e.FormEntryId
    FROM FormEntry AS e
    WHERE e.VisitId = @VisitId
        AND e.Code = @Code
        AND @Instance = 1) AS filled;
