SELECT MAX(Instance)
FROM Form
WHERE VisitId = @VisitId
    AND Code = @Code;
