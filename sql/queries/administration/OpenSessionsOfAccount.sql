SELECT SignInSessionId
FROM SignInSession
WHERE AccountId = @AccountId
    AND EndedAt IS NULL;
