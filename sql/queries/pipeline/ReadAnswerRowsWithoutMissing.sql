SELECT
    FormId,
    FormVersion,
    Item,
    Value,
    CAST(NULL AS nvarchar(20)) AS Missing,
    Reason,
    AccountId,
    SavedAt
FROM Answer
ORDER BY
    FormId,
    FormVersion;
