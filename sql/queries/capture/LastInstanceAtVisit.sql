SELECT COALESCE(MAX(Instance), 0)
FROM Form
WHERE VisitId = @VisitId
    AND Code = @Code;
