INSERT INTO SignInSession (SignInSessionId, AccountId, TokenHash, StartedAt, LastUsedAt, Device)
VALUES (@SignInSessionId, @AccountId, @TokenHash, @At, @At, @Device);
