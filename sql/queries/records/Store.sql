SELECT
    StoreId,
    IsDemonstration,
    CreatedAt
FROM Store;
