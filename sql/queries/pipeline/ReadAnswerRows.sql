SELECT
    FormId,
    FormVersion,
    Item,
    Value,
    Missing,
    Reason,
    AccountId,
    SavedAt
FROM Answer
ORDER BY
    FormId,
    FormVersion;
