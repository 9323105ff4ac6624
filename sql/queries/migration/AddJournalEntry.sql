INSERT INTO SchemaJournal (Script, Sha256, AppliedAt)
VALUES (@Script, @Sha256, @AppliedAt);
