INSERT INTO Account (AccountId, Name, NameKey, TokenHash, ExpiresOn, CreatedAt, Email, EmailKey)
VALUES (@AccountId, @Name, @NameKey, CAST(@AccountId AS nvarchar(64)), @ExpiresOn, @CreatedAt, @Email, @EmailKey);
