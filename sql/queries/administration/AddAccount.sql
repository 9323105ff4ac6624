INSERT INTO Account (AccountId, Name, NameKey, TokenHash, CreatedAt)
VALUES (@AccountId, @Name, @NameKey, @TokenHash, @CreatedAt);
