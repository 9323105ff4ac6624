INSERT INTO ProtocolVersion (TrialId, Version, Sha256, Document, RecordedAt)
VALUES (@TrialId, @Version, @Sha256, @Document, @RecordedAt);
