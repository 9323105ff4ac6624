INSERT INTO UsedPassword (UsedPasswordId, AccountId, PasswordHash, SetAt)
VALUES (@UsedPasswordId, @AccountId, @PasswordHash, @SetAt);
