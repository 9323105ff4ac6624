SELECT
    FormMarkId,
    FormId,
    FormVersion,
    Kind,
    Reason,
    MarkedAt,
    AccountId
FROM FormMark
WHERE FormMarkId >= @First
    AND FormMarkId <= @Last
ORDER BY FormMarkId;
