SELECT
    a.AccountId,
    a.Name,
    a.Email,
    a.CreatedAt,
    a.ExpiresOn,
    a.SuspendedAt,
    CASE WHEN c.AccountId IS NULL THEN 0 ELSE 1 END AS HasPassword,
    CASE WHEN c.AuthenticatorKey IS NULL THEN 0 ELSE 1 END AS HasSecondFactor,
    (SELECT MAX(s.ConfirmedAt) FROM SignInSession AS s WHERE s.AccountId = a.AccountId) AS LastSignedInAt
FROM Account AS a
LEFT JOIN Credential AS c ON c.AccountId = a.AccountId
ORDER BY a.NameKey;
