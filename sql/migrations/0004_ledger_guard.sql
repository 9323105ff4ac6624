-- An empty table with a foreign key to each ledger: SQL Server then refuses to truncate it, which fires no trigger.
CREATE TABLE LedgerGuard (
    AllocationId bigint NULL CONSTRAINT FK_LedgerGuard_Allocation REFERENCES Allocation (AllocationId),
    AuditEventId bigint NULL CONSTRAINT FK_LedgerGuard_AuditEvent REFERENCES AuditEvent (AuditEventId),
    ImportedFileId bigint NULL CONSTRAINT FK_LedgerGuard_ImportedFile REFERENCES ImportedFile (ImportedFileId),
    AnalysisRunId bigint NULL CONSTRAINT FK_LedgerGuard_AnalysisRun REFERENCES AnalysisRun (AnalysisRunId),
    FormId bigint NULL,
    Item nvarchar(60) NULL,
    ScoreCode nvarchar(60) NULL,
    FormVersion int NULL,
    TrialId bigint NULL,
    ProtocolVersion int NULL,
    CONSTRAINT CK_LedgerGuard_Empty CHECK (1 = 0),
    CONSTRAINT FK_LedgerGuard_Answer FOREIGN KEY (FormId, Item, FormVersion) REFERENCES Answer (FormId, Item, FormVersion),
    CONSTRAINT FK_LedgerGuard_Score FOREIGN KEY (FormId, ScoreCode, FormVersion) REFERENCES Score (FormId, Code, FormVersion),
    CONSTRAINT FK_LedgerGuard_ProtocolVersion FOREIGN KEY (TrialId, ProtocolVersion) REFERENCES ProtocolVersion (TrialId, Version)
);
