SELECT
    SignInSessionId,
    AccountId,
    TokenHash,
    StartedAt,
    ConfirmedAt,
    EndedAt
FROM SignInSession
WHERE SignInSessionId >= @First
    AND SignInSessionId <= @Last
ORDER BY SignInSessionId;
