DELETE FROM FormDraft
WHERE AccountId = @AccountId
    AND VisitId = @VisitId
    AND Code = @Code
    AND Instance = @Instance;
