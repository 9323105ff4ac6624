INSERT INTO Store (StoreId, IsDemonstration, CreatedAt)
SELECT @StoreId, @IsDemonstration, @CreatedAt
WHERE NOT EXISTS (SELECT 1 FROM Store);
