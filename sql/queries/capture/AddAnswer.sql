INSERT INTO Answer (FormId, Item, FormVersion, Value, Reason, AccountId, SavedAt)
VALUES (@FormId, @Item, @FormVersion, @Value, @Reason, @AccountId, @SavedAt);
