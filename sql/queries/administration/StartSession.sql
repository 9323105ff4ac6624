INSERT INTO SignInSession (SignInSessionId, AccountId, TokenHash, StartedAt, LastUsedAt)
VALUES (@SignInSessionId, @AccountId, @TokenHash, @At, @At);
