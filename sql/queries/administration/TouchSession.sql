UPDATE SignInSession
SET LastUsedAt = @At
WHERE SignInSessionId = @SignInSessionId;
