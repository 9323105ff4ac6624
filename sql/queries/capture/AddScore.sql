INSERT INTO Score (FormId, Code, FormVersion, InstrumentVersion, Value, ItemsUsed, ItemsImputed)
VALUES (@FormId, @Code, @FormVersion, @InstrumentVersion, @Value, @ItemsUsed, @ItemsImputed);
