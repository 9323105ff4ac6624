SELECT
    AccountId,
    Name
FROM Account
WHERE TokenHash = @TokenHash;
