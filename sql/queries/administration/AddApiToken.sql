INSERT INTO ApiToken (ApiTokenId, AccountId, Name, NameKey, TokenHash, Permissions, CreatedAt, ExpiresAt)
VALUES (@ApiTokenId, @AccountId, @Name, @NameKey, @TokenHash, @Permissions, @CreatedAt, @ExpiresAt);
