SELECT
    a.AccountId,
    a.Name,
    a.ExpiresOn,
    a.SuspendedAt,
    a.Email
FROM Invitation AS i
INNER JOIN Account AS a ON a.AccountId = i.AccountId
WHERE i.TokenHash = @TokenHash;
