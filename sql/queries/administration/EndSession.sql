UPDATE SignInSession
SET EndedAt = @At
WHERE SignInSessionId = @SignInSessionId
    AND EndedAt IS NULL;
