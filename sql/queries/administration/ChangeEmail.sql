UPDATE Account
SET Email = @Email,
    EmailKey = @EmailKey
WHERE AccountId = @AccountId;
