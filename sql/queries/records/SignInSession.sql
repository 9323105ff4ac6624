SELECT
    SignInSessionId,
    AccountId,
    TokenHash,
    StartedAt,
    ConfirmedAt,
    EndedAt,
    Device
FROM SignInSession
WHERE SignInSessionId >= @First
    AND SignInSessionId <= @Last
ORDER BY SignInSessionId;
