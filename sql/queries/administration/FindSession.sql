SELECT
    s.SignInSessionId,
    s.StartedAt,
    s.LastUsedAt,
    s.ConfirmedAt,
    s.Device,
    a.AccountId,
    a.Name,
    a.ExpiresOn,
    a.SuspendedAt,
    a.Email
FROM SignInSession AS s
INNER JOIN Account AS a ON a.AccountId = s.AccountId
WHERE s.TokenHash = @TokenHash
    AND s.EndedAt IS NULL;
