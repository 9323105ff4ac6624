-- A pair: an index is dropped in another way. Only events of fields are looked up by trial; the others are spared an entry.
DROP INDEX IX_AuditEvent_TrialId;
CREATE INDEX IX_AuditEvent_TrialId ON AuditEvent (TrialId, OccurredAt) WHERE TrialId IS NOT NULL AND Field IS NOT NULL;
