UPDATE SignInSession
SET EndedAt = @At
WHERE AccountId = @AccountId
    AND EndedAt IS NULL;
