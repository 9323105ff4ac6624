INSERT INTO Account (AccountId, Name, NameKey, TokenHash, ExpiresOn, CreatedAt)
VALUES (@AccountId, @Name, @NameKey, CAST(@AccountId AS nvarchar(64)), @ExpiresOn, @CreatedAt);
