SELECT COUNT(*)
FROM Account
WHERE NameKey = @NameKey;
