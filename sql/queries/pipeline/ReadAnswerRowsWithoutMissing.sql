SELECT
    FormId,
    FormVersion,
    Item,
    Value,
    Reason,
    AccountId,
    SavedAt
FROM Answer
ORDER BY
    FormId,
    FormVersion;
