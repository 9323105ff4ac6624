UPDATE Account
SET GrantsVersion = GrantsVersion + 1
WHERE AccountId = @AccountId;
