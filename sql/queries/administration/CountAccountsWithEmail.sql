SELECT COUNT(*)
FROM Account
WHERE EmailKey = @EmailKey
    AND AccountId <> @OtherThan;
