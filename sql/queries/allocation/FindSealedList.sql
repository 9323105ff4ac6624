SELECT SealedList
FROM Scheme
WHERE SchemeId = @SchemeId;
