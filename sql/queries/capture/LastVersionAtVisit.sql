SELECT COALESCE(MAX(Version), 0)
FROM Form
WHERE VisitId = @VisitId
    AND Code = @Code
    AND Instance = @Instance;
