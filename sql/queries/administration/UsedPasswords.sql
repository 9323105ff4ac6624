SELECT PasswordHash
FROM UsedPassword
WHERE AccountId = @AccountId
ORDER BY SetAt DESC, UsedPasswordId DESC;
