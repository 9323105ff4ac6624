UPDATE SignInSession
SET ConfirmedAt = @At,
    LastUsedAt = @At,
    TokenHash = @TokenHash
WHERE SignInSessionId = @SignInSessionId;
