-- Missing codes, drafts, marks and signatures of forms; links for participants; what happens to a participant after consent.
ALTER TABLE Answer ADD Missing nvarchar(20) NULL CONSTRAINT CK_Answer_Missing CHECK (Missing IN ('NotDone', 'Refused', 'NotApplicable', 'Unknown'));
--;;
ALTER TABLE Visit ADD CancelledAt datetime2(7) NULL;
--;;
CREATE TABLE FormDraft (
    FormDraftId bigint NOT NULL CONSTRAINT PK_FormDraft PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_FormDraft_Account REFERENCES Account (AccountId),
    ParticipantId bigint NOT NULL CONSTRAINT FK_FormDraft_Participant REFERENCES Participant (ParticipantId),
    VisitId bigint NULL CONSTRAINT FK_FormDraft_Visit REFERENCES Visit (VisitId),
    Code nvarchar(40) NOT NULL,
    Instance int NOT NULL,
    BaseVersion int NOT NULL,
    Content LongText NOT NULL,
    SavedAt datetime2(7) NOT NULL
);
CREATE UNIQUE INDEX UQ_FormDraft_AtVisit ON FormDraft (AccountId, VisitId, Code, Instance) WHERE VisitId IS NOT NULL;
CREATE UNIQUE INDEX UQ_FormDraft_InLog ON FormDraft (AccountId, ParticipantId, Code, Instance) WHERE VisitId IS NULL;
--;;
CREATE TABLE FormEntry (
    FormEntryId bigint NOT NULL CONSTRAINT PK_FormEntry PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_FormEntry_Participant REFERENCES Participant (ParticipantId),
    VisitId bigint NOT NULL CONSTRAINT FK_FormEntry_Visit REFERENCES Visit (VisitId),
    Code nvarchar(40) NOT NULL,
    Turn int NOT NULL CONSTRAINT CK_FormEntry_Turn CHECK (Turn IN (1, 2)),
    AccountId bigint NOT NULL CONSTRAINT FK_FormEntry_Account REFERENCES Account (AccountId),
    CompletedOn date NOT NULL,
    Answers LongText NOT NULL,
    EnteredAt datetime2(7) NOT NULL,
    CONSTRAINT UQ_FormEntry_Turn UNIQUE (VisitId, Code, Turn)
);
--;;
CREATE TABLE FormMark (
    FormMarkId bigint NOT NULL CONSTRAINT PK_FormMark PRIMARY KEY,
    FormId bigint NOT NULL CONSTRAINT FK_FormMark_Form REFERENCES Form (FormId),
    FormVersion int NOT NULL,
    Kind nvarchar(20) NOT NULL CONSTRAINT CK_FormMark_Kind CHECK (Kind IN ('Verified', 'Unverified', 'Locked', 'Unlocked')),
    Reason nvarchar(400) NULL,
    MarkedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_FormMark_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_FormMark_FormId ON FormMark (FormId);
--;;
CREATE TABLE FormSignature (
    FormSignatureId bigint NOT NULL CONSTRAINT PK_FormSignature PRIMARY KEY,
    FormId bigint NOT NULL CONSTRAINT FK_FormSignature_Form REFERENCES Form (FormId),
    FormVersion int NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_FormSignature_Account REFERENCES Account (AccountId),
    SignerName nvarchar(100) NOT NULL,
    Meaning nvarchar(40) NOT NULL,
    SignedAt datetime2(7) NOT NULL,
    DataSha256 nvarchar(64) NOT NULL
);
CREATE INDEX IX_FormSignature_FormId ON FormSignature (FormId);
--;;
CREATE TABLE FormLink (
    FormLinkId bigint NOT NULL CONSTRAINT PK_FormLink PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_FormLink_Participant REFERENCES Participant (ParticipantId),
    VisitId bigint NOT NULL CONSTRAINT FK_FormLink_Visit REFERENCES Visit (VisitId),
    Codes nvarchar(1000) NOT NULL,
    TokenHash nvarchar(64) NOT NULL CONSTRAINT UQ_FormLink_TokenHash UNIQUE,
    IssuedBy bigint NOT NULL CONSTRAINT FK_FormLink_IssuedBy REFERENCES Account (AccountId),
    IssuedAt datetime2(7) NOT NULL,
    ExpiresAt datetime2(7) NOT NULL,
    UsedAt datetime2(7) NULL,
    RevokedAt datetime2(7) NULL
);
CREATE INDEX IX_FormLink_ParticipantId ON FormLink (ParticipantId);
--;;
CREATE TABLE Consent (
    ConsentId bigint NOT NULL CONSTRAINT PK_Consent PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_Consent_Participant REFERENCES Participant (ParticipantId),
    ConsentForm nvarchar(40) NOT NULL,
    ConsentedOn date NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_Consent_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_Consent_ParticipantId ON Consent (ParticipantId);
--;;
CREATE TABLE Withdrawal (
    WithdrawalId bigint NOT NULL CONSTRAINT PK_Withdrawal PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_Withdrawal_Participant REFERENCES Participant (ParticipantId),
    Kind nvarchar(20) NOT NULL CONSTRAINT CK_Withdrawal_Kind CHECK (Kind IN ('Treatment', 'FollowUp', 'Consent')),
    WithdrawnOn date NOT NULL,
    DataUse nvarchar(20) NULL CONSTRAINT CK_Withdrawal_DataUse CHECK (DataUse IN ('KeepCollected', 'NoFurtherUse')),
    Reason nvarchar(400) NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_Withdrawal_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_Withdrawal_ParticipantId ON Withdrawal (ParticipantId);
--;;
CREATE TABLE SiteTransfer (
    SiteTransferId bigint NOT NULL CONSTRAINT PK_SiteTransfer PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_SiteTransfer_Participant REFERENCES Participant (ParticipantId),
    FromSiteId bigint NOT NULL CONSTRAINT FK_SiteTransfer_FromSite REFERENCES Site (SiteId),
    ToSiteId bigint NOT NULL CONSTRAINT FK_SiteTransfer_ToSite REFERENCES Site (SiteId),
    TransferredOn date NOT NULL,
    Reason nvarchar(400) NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_SiteTransfer_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_SiteTransfer_ParticipantId ON SiteTransfer (ParticipantId);
--;;
CREATE TABLE SafetyReport (
    SafetyReportId bigint NOT NULL CONSTRAINT PK_SafetyReport PRIMARY KEY,
    FormId bigint NOT NULL CONSTRAINT FK_SafetyReport_Form REFERENCES Form (FormId),
    Recipient nvarchar(40) NOT NULL,
    SentOn date NOT NULL,
    RecordedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_SafetyReport_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_SafetyReport_FormId ON SafetyReport (FormId);
--;;
CREATE TABLE CaptureGuard (
    FormEntryId bigint NULL CONSTRAINT FK_CaptureGuard_FormEntry REFERENCES FormEntry (FormEntryId),
    FormMarkId bigint NULL CONSTRAINT FK_CaptureGuard_FormMark REFERENCES FormMark (FormMarkId),
    FormSignatureId bigint NULL CONSTRAINT FK_CaptureGuard_FormSignature REFERENCES FormSignature (FormSignatureId),
    ConsentId bigint NULL CONSTRAINT FK_CaptureGuard_Consent REFERENCES Consent (ConsentId),
    WithdrawalId bigint NULL CONSTRAINT FK_CaptureGuard_Withdrawal REFERENCES Withdrawal (WithdrawalId),
    SiteTransferId bigint NULL CONSTRAINT FK_CaptureGuard_SiteTransfer REFERENCES SiteTransfer (SiteTransferId),
    SafetyReportId bigint NULL CONSTRAINT FK_CaptureGuard_SafetyReport REFERENCES SafetyReport (SafetyReportId),
    CONSTRAINT CK_CaptureGuard_Empty CHECK (1 = 0)
);
