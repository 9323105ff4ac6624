CREATE TABLE Store (
    StoreId uniqueidentifier NOT NULL CONSTRAINT PK_Store PRIMARY KEY,
    IsDemonstration bit NOT NULL CONSTRAINT CK_Store_IsDemonstration CHECK (IsDemonstration IN (0, 1)),
    CreatedAt datetime2(7) NOT NULL
);
CREATE TABLE KeyBlock (
    KeyBlockId int NOT NULL CONSTRAINT PK_KeyBlock PRIMARY KEY,
    NextId bigint NOT NULL
);
CREATE TABLE Account (
    AccountId bigint NOT NULL CONSTRAINT PK_Account PRIMARY KEY,
    Name nvarchar(100) NOT NULL,
    NameKey nvarchar(100) NOT NULL CONSTRAINT UQ_Account_NameKey UNIQUE,
    TokenHash nvarchar(64) NOT NULL CONSTRAINT UQ_Account_TokenHash UNIQUE,
    CreatedAt datetime2(7) NOT NULL
);
CREATE TABLE Trial (
    TrialId bigint NOT NULL CONSTRAINT PK_Trial PRIMARY KEY,
    Code nvarchar(20) NOT NULL,
    CodeKey nvarchar(20) NOT NULL CONSTRAINT UQ_Trial_CodeKey UNIQUE,
    Title nvarchar(400) NOT NULL,
    ProtocolVersion int NOT NULL,
    CreatedAt datetime2(7) NOT NULL
);
CREATE TABLE ProtocolVersion (
    TrialId bigint NOT NULL CONSTRAINT FK_ProtocolVersion_Trial REFERENCES Trial (TrialId),
    Version int NOT NULL,
    Sha256 nvarchar(64) NOT NULL,
    Document LongText NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    CONSTRAINT PK_ProtocolVersion PRIMARY KEY (TrialId, Version)
);
CREATE TABLE Site (
    SiteId bigint NOT NULL CONSTRAINT PK_Site PRIMARY KEY,
    TrialId bigint NOT NULL CONSTRAINT FK_Site_Trial REFERENCES Trial (TrialId),
    Code nvarchar(20) NOT NULL,
    Name nvarchar(200) NOT NULL,
    ActivatedOn date NULL,
    LastNumber int NOT NULL CONSTRAINT DF_Site_LastNumber DEFAULT (0),
    CONSTRAINT UQ_Site_TrialId_Code UNIQUE (TrialId, Code)
);
CREATE TABLE RoleGrant (
    RoleGrantId bigint NOT NULL CONSTRAINT PK_RoleGrant PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_RoleGrant_Account REFERENCES Account (AccountId),
    Role nvarchar(40) NOT NULL,
    TrialId bigint NULL CONSTRAINT FK_RoleGrant_Trial REFERENCES Trial (TrialId),
    SiteId bigint NULL CONSTRAINT FK_RoleGrant_Site REFERENCES Site (SiteId),
    GrantedAt datetime2(7) NOT NULL
);
CREATE INDEX IX_RoleGrant_AccountId ON RoleGrant (AccountId);
CREATE TABLE Participant (
    ParticipantId bigint NOT NULL CONSTRAINT PK_Participant PRIMARY KEY,
    PublicId uniqueidentifier NOT NULL CONSTRAINT UQ_Participant_PublicId UNIQUE,
    TrialId bigint NOT NULL CONSTRAINT FK_Participant_Trial REFERENCES Trial (TrialId),
    SiteId bigint NOT NULL CONSTRAINT FK_Participant_Site REFERENCES Site (SiteId),
    Number nvarchar(40) NOT NULL,
    ProtocolVersion int NOT NULL,
    Status nvarchar(20) NOT NULL CONSTRAINT CK_Participant_Status
        CHECK (Status IN ('Screened', 'Excluded', 'Consented', 'Enrolled', 'Randomised')),
    ScreenedOn date NULL,
    ExclusionCriterion nvarchar(40) NULL,
    ConsentForm nvarchar(40) NULL,
    ConsentedAt datetime2(7) NULL,
    EnrolledOn date NULL,
    EndedOn date NULL,
    EndReason nvarchar(20) NULL CONSTRAINT CK_Participant_EndReason
        CHECK (EndReason IN ('Withdrawn', 'LostToFollowUp', 'Died')),
    CONSTRAINT UQ_Participant_TrialId_Number UNIQUE (TrialId, Number),
    CONSTRAINT CK_Participant_Ended CHECK (
        (EndedOn IS NULL AND EndReason IS NULL) OR (EndedOn IS NOT NULL AND EndReason IS NOT NULL)),
    CONSTRAINT FK_Participant_ProtocolVersion FOREIGN KEY (TrialId, ProtocolVersion) REFERENCES ProtocolVersion (TrialId, Version)
);
CREATE INDEX IX_Participant_SiteId ON Participant (SiteId);
CREATE TABLE EligibilityAnswer (
    ParticipantId bigint NOT NULL CONSTRAINT FK_EligibilityAnswer_Participant REFERENCES Participant (ParticipantId),
    Criterion nvarchar(40) NOT NULL,
    Answer nvarchar(3) NOT NULL CONSTRAINT CK_EligibilityAnswer_Answer CHECK (Answer IN ('yes', 'no')),
    CONSTRAINT PK_EligibilityAnswer PRIMARY KEY (ParticipantId, Criterion)
);
CREATE TABLE Visit (
    VisitId bigint NOT NULL CONSTRAINT PK_Visit PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_Visit_Participant REFERENCES Participant (ParticipantId),
    Code nvarchar(40) NOT NULL,
    TargetOn date NULL,
    OpensOn date NULL,
    ClosesOn date NULL,
    CONSTRAINT UQ_Visit_ParticipantId_Code UNIQUE (ParticipantId, Code)
);
CREATE TABLE Form (
    FormId bigint NOT NULL CONSTRAINT PK_Form PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_Form_Participant REFERENCES Participant (ParticipantId),
    VisitId bigint NOT NULL CONSTRAINT FK_Form_Visit REFERENCES Visit (VisitId),
    Code nvarchar(40) NOT NULL,
    Instrument nvarchar(60) NULL,
    InstrumentVersion int NULL,
    Version int NOT NULL,
    CompletedOn date NULL,
    SavedAt datetime2(7) NOT NULL,
    CONSTRAINT UQ_Form_VisitId_Code UNIQUE (VisitId, Code)
);
CREATE INDEX IX_Form_ParticipantId ON Form (ParticipantId);
CREATE TABLE Answer (
    FormId bigint NOT NULL CONSTRAINT FK_Answer_Form REFERENCES Form (FormId),
    Item nvarchar(60) NOT NULL,
    FormVersion int NOT NULL,
    Value LongText NULL,
    Reason nvarchar(400) NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_Answer_Account REFERENCES Account (AccountId),
    SavedAt datetime2(7) NOT NULL,
    CONSTRAINT PK_Answer PRIMARY KEY (FormId, Item, FormVersion)
);
CREATE TABLE Score (
    FormId bigint NOT NULL CONSTRAINT FK_Score_Form REFERENCES Form (FormId),
    Code nvarchar(60) NOT NULL,
    FormVersion int NOT NULL,
    InstrumentVersion int NOT NULL,
    Value nvarchar(40) NULL,
    ItemsUsed int NOT NULL,
    ItemsImputed int NOT NULL,
    CONSTRAINT PK_Score PRIMARY KEY (FormId, Code, FormVersion)
);
CREATE TABLE Scheme (
    SchemeId bigint NOT NULL CONSTRAINT PK_Scheme PRIMARY KEY,
    PublicId uniqueidentifier NOT NULL CONSTRAINT UQ_Scheme_PublicId UNIQUE,
    TrialId bigint NOT NULL CONSTRAINT FK_Scheme_Trial REFERENCES Trial (TrialId) CONSTRAINT UQ_Scheme_TrialId UNIQUE,
    Design LongText NOT NULL,
    Commitment nvarchar(64) NOT NULL,
    SealedSecret LongText NOT NULL,
    SealedAt datetime2(7) NOT NULL
);
CREATE TABLE StratumCounter (
    SchemeId bigint NOT NULL CONSTRAINT FK_StratumCounter_Scheme REFERENCES Scheme (SchemeId),
    Stratum nvarchar(200) NOT NULL,
    Allocated bigint NOT NULL,
    Block int NOT NULL,
    Position int NOT NULL,
    BlockSize int NOT NULL,
    CONSTRAINT PK_StratumCounter PRIMARY KEY (SchemeId, Stratum)
);
CREATE TABLE Allocation (
    AllocationId bigint NOT NULL CONSTRAINT PK_Allocation PRIMARY KEY,
    PublicId uniqueidentifier NOT NULL CONSTRAINT UQ_Allocation_PublicId UNIQUE,
    TrialId bigint NOT NULL CONSTRAINT FK_Allocation_Trial REFERENCES Trial (TrialId),
    SiteId bigint NOT NULL CONSTRAINT FK_Allocation_Site REFERENCES Site (SiteId),
    ParticipantId bigint NOT NULL CONSTRAINT FK_Allocation_Participant REFERENCES Participant (ParticipantId)
        CONSTRAINT UQ_Allocation_ParticipantId UNIQUE,
    Arm nvarchar(20) NOT NULL,
    Origin nvarchar(20) NOT NULL CONSTRAINT CK_Allocation_Origin CHECK (Origin IN ('Drawn', 'Imported')),
    SchemeId bigint NULL CONSTRAINT FK_Allocation_Scheme REFERENCES Scheme (SchemeId),
    Stratum nvarchar(200) NULL,
    SequenceInStratum bigint NULL,
    AllocatedOn date NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_Allocation_Account REFERENCES Account (AccountId)
);
CREATE UNIQUE INDEX UQ_Allocation_Stratum_Sequence ON Allocation (SchemeId, Stratum, SequenceInStratum) WHERE SchemeId IS NOT NULL;
CREATE TABLE AuditChain (
    Chain nvarchar(40) NOT NULL CONSTRAINT PK_AuditChain PRIMARY KEY,
    LastSequence bigint NOT NULL,
    LastHash nvarchar(64) NOT NULL
);
CREATE TABLE AuditEvent (
    AuditEventId bigint NOT NULL CONSTRAINT PK_AuditEvent PRIMARY KEY,
    Chain nvarchar(40) NOT NULL CONSTRAINT FK_AuditEvent_AuditChain REFERENCES AuditChain (Chain),
    Sequence bigint NOT NULL,
    OccurredAt datetime2(7) NOT NULL,
    CorrelationId uniqueidentifier NOT NULL,
    AccountId bigint NULL CONSTRAINT FK_AuditEvent_Account REFERENCES Account (AccountId),
    ActorName nvarchar(110) NOT NULL,
    ActorRole nvarchar(40) NULL,
    UseCase nvarchar(80) NOT NULL,
    Result nvarchar(80) NOT NULL,
    TrialId bigint NULL CONSTRAINT FK_AuditEvent_Trial REFERENCES Trial (TrialId),
    SiteId bigint NULL CONSTRAINT FK_AuditEvent_Site REFERENCES Site (SiteId),
    Subject nvarchar(200) NULL,
    Field nvarchar(80) NULL,
    OldValue LongText NULL,
    NewValue LongText NULL,
    Reason nvarchar(400) NULL,
    Evidence nvarchar(80) NULL,
    Digest nvarchar(64) NULL,
    Hash nvarchar(64) NOT NULL,
    CONSTRAINT UQ_AuditEvent_Chain_Sequence UNIQUE (Chain, Sequence)
);
CREATE INDEX IX_AuditEvent_TrialId ON AuditEvent (TrialId, OccurredAt);
CREATE TABLE ImportedFile (
    ImportedFileId bigint NOT NULL CONSTRAINT PK_ImportedFile PRIMARY KEY,
    TrialId bigint NOT NULL CONSTRAINT FK_ImportedFile_Trial REFERENCES Trial (TrialId),
    FileName nvarchar(260) NOT NULL,
    Sha256 nvarchar(64) NOT NULL,
    MappingSha256 nvarchar(64) NOT NULL,
    ParticipantCount int NOT NULL,
    AnswerCount bigint NOT NULL,
    ImportedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_ImportedFile_Account REFERENCES Account (AccountId)
);
CREATE TABLE AnalysisRun (
    AnalysisRunId bigint NOT NULL CONSTRAINT PK_AnalysisRun PRIMARY KEY,
    PublicId uniqueidentifier NOT NULL CONSTRAINT UQ_AnalysisRun_PublicId UNIQUE,
    TrialId bigint NOT NULL CONSTRAINT FK_AnalysisRun_Trial REFERENCES Trial (TrialId),
    SpecificationSha256 nvarchar(64) NOT NULL,
    ProtocolSha256 nvarchar(64) NOT NULL,
    DataSha256 nvarchar(64) NOT NULL,
    Software nvarchar(100) NOT NULL,
    RanAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_AnalysisRun_Account REFERENCES Account (AccountId)
);
--;;
INSERT INTO KeyBlock (KeyBlockId, NextId) VALUES (1, 1);
