-- What may happen after an allocation: the register of unblinding, allocations in error, slots for downtime.
CREATE TABLE CodeBreak (
    CodeBreakId bigint NOT NULL CONSTRAINT PK_CodeBreak PRIMARY KEY,
    PublicId uniqueidentifier NOT NULL CONSTRAINT UQ_CodeBreak_PublicId UNIQUE,
    TrialId bigint NOT NULL CONSTRAINT FK_CodeBreak_Trial REFERENCES Trial (TrialId),
    ParticipantId bigint NULL CONSTRAINT FK_CodeBreak_Participant REFERENCES Participant (ParticipantId),
    Kind nvarchar(20) NOT NULL CONSTRAINT CK_CodeBreak_Kind CHECK (Kind IN ('Planned', 'Emergency', 'Accidental')),
    IsByHand bit NOT NULL CONSTRAINT CK_CodeBreak_IsByHand CHECK (IsByHand IN (0, 1)),
    Learned nvarchar(200) NOT NULL,
    BrokenOn date NOT NULL,
    Reason nvarchar(1000) NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_CodeBreak_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_CodeBreak_TrialId ON CodeBreak (TrialId);
--;;
CREATE TABLE CodeBreakImpact (
    CodeBreakImpactId bigint NOT NULL CONSTRAINT PK_CodeBreakImpact PRIMARY KEY,
    CodeBreakId bigint NOT NULL CONSTRAINT FK_CodeBreakImpact_CodeBreak REFERENCES CodeBreak (CodeBreakId),
    Impact nvarchar(1000) NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_CodeBreakImpact_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_CodeBreakImpact_CodeBreakId ON CodeBreakImpact (CodeBreakId);
--;;
CREATE TABLE AllocationError (
    AllocationErrorId bigint NOT NULL CONSTRAINT PK_AllocationError PRIMARY KEY,
    PublicId uniqueidentifier NOT NULL CONSTRAINT UQ_AllocationError_PublicId UNIQUE,
    ParticipantId bigint NOT NULL CONSTRAINT FK_AllocationError_Participant REFERENCES Participant (ParticipantId),
    Kind nvarchar(20) NOT NULL CONSTRAINT CK_AllocationError_Kind CHECK (Kind IN ('Ineligible', 'WrongStratum', 'WrongParticipant', 'DuplicatePerson', 'Technical')),
    Corrected LongText NULL,
    Reason nvarchar(1000) NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_AllocationError_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_AllocationError_ParticipantId ON AllocationError (ParticipantId);
--;;
CREATE TABLE AllocationErrorDecision (
    AllocationErrorDecisionId bigint NOT NULL CONSTRAINT PK_AllocationErrorDecision PRIMARY KEY,
    AllocationErrorId bigint NOT NULL CONSTRAINT FK_AllocationErrorDecision_AllocationError REFERENCES AllocationError (AllocationErrorId)
        CONSTRAINT UQ_AllocationErrorDecision_AllocationErrorId UNIQUE,
    IsApproved bit NOT NULL CONSTRAINT CK_AllocationErrorDecision_IsApproved CHECK (IsApproved IN (0, 1)),
    Reason nvarchar(1000) NOT NULL,
    DecidedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_AllocationErrorDecision_Account REFERENCES Account (AccountId)
);
--;;
CREATE TABLE DowntimeSlot (
    DowntimeSlotId bigint NOT NULL CONSTRAINT PK_DowntimeSlot PRIMARY KEY,
    SchemeId bigint NOT NULL CONSTRAINT FK_DowntimeSlot_Scheme REFERENCES Scheme (SchemeId),
    SiteId bigint NOT NULL CONSTRAINT FK_DowntimeSlot_Site REFERENCES Site (SiteId),
    Number int NOT NULL,
    CodeHash nvarchar(64) NOT NULL,
    IssuedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_DowntimeSlot_Account REFERENCES Account (AccountId),
    CONSTRAINT UQ_DowntimeSlot_Site_Number UNIQUE (SchemeId, SiteId, Number)
);
--;;
CREATE TABLE DowntimeSlotFate (
    DowntimeSlotFateId bigint NOT NULL CONSTRAINT PK_DowntimeSlotFate PRIMARY KEY,
    DowntimeSlotId bigint NOT NULL CONSTRAINT FK_DowntimeSlotFate_DowntimeSlot REFERENCES DowntimeSlot (DowntimeSlotId)
        CONSTRAINT UQ_DowntimeSlotFate_DowntimeSlotId UNIQUE,
    Fate nvarchar(20) NOT NULL CONSTRAINT CK_DowntimeSlotFate_Fate CHECK (Fate IN ('Used', 'Returned', 'Spoiled', 'Lost')),
    ParticipantId bigint NULL CONSTRAINT FK_DowntimeSlotFate_Participant REFERENCES Participant (ParticipantId),
    OpenedOn date NULL,
    Reason nvarchar(1000) NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_DowntimeSlotFate_Account REFERENCES Account (AccountId)
);
--;;
CREATE INDEX IX_LedgerLine_ParticipantId ON LedgerLine (ParticipantId);
--;;
CREATE TABLE AftermathGuard (
    CodeBreakId bigint NULL CONSTRAINT FK_AftermathGuard_CodeBreak REFERENCES CodeBreak (CodeBreakId),
    CodeBreakImpactId bigint NULL CONSTRAINT FK_AftermathGuard_CodeBreakImpact REFERENCES CodeBreakImpact (CodeBreakImpactId),
    AllocationErrorId bigint NULL CONSTRAINT FK_AftermathGuard_AllocationError REFERENCES AllocationError (AllocationErrorId),
    AllocationErrorDecisionId bigint NULL CONSTRAINT FK_AftermathGuard_AllocationErrorDecision REFERENCES AllocationErrorDecision (AllocationErrorDecisionId),
    DowntimeSlotId bigint NULL CONSTRAINT FK_AftermathGuard_DowntimeSlot REFERENCES DowntimeSlot (DowntimeSlotId),
    DowntimeSlotFateId bigint NULL CONSTRAINT FK_AftermathGuard_DowntimeSlotFate REFERENCES DowntimeSlotFate (DowntimeSlotFateId),
    CONSTRAINT CK_AftermathGuard_Empty CHECK (1 = 0)
);
