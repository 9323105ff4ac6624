-- Entries of a paper form that somebody made void before a form came of them.
CREATE TABLE EntryRemoval (
    EntryRemovalId bigint NOT NULL CONSTRAINT PK_EntryRemoval PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_EntryRemoval_Participant REFERENCES Participant (ParticipantId),
    VisitId bigint NOT NULL CONSTRAINT FK_EntryRemoval_Visit REFERENCES Visit (VisitId),
    Code nvarchar(40) NOT NULL,
    Round int NOT NULL,
    Reason nvarchar(400) NOT NULL,
    RemovedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_EntryRemoval_Account REFERENCES Account (AccountId),
    CONSTRAINT UQ_EntryRemoval_Round UNIQUE (VisitId, Code, Round)
);
--;;
CREATE TABLE EntryGuard (
    EntryRemovalId bigint NULL CONSTRAINT FK_EntryGuard_EntryRemoval REFERENCES EntryRemoval (EntryRemovalId),
    CONSTRAINT CK_EntryGuard_Empty CHECK (1 = 0)
);
