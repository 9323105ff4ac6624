INSERT INTO Answer (FormId, Item, FormVersion, Value, Missing, Reason, AccountId, SavedAt)
VALUES (@FormId, @Item, @FormVersion, @Value, @Missing, @Reason, @AccountId, @SavedAt);
