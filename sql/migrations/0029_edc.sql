-- EDC systems that randomise here: their credentials, and the participants that they attest.
CREATE TABLE EdcCredential (
    EdcCredentialId bigint NOT NULL CONSTRAINT PK_EdcCredential PRIMARY KEY,
    TrialId bigint NOT NULL CONSTRAINT FK_EdcCredential_Trial REFERENCES Trial (TrialId),
    Name nvarchar(40) NOT NULL,
    NameKey nvarchar(40) NOT NULL,
    StudyOid nvarchar(64) NOT NULL,
    SecretHash nvarchar(64) NOT NULL CONSTRAINT UQ_EdcCredential_SecretHash UNIQUE,
    CreatedAt datetime2(7) NOT NULL,
    ExpiresAt datetime2(7) NOT NULL,
    RevokedAt datetime2(7) NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_EdcCredential_Account REFERENCES Account (AccountId)
);
CREATE UNIQUE INDEX UQ_EdcCredential_TrialId_NameKey ON EdcCredential (TrialId, NameKey) WHERE RevokedAt IS NULL;
--;;
CREATE TABLE AttestedParticipant (
    ParticipantId bigint NOT NULL CONSTRAINT PK_AttestedParticipant PRIMARY KEY
        CONSTRAINT FK_AttestedParticipant_Participant REFERENCES Participant (ParticipantId),
    TrialId bigint NOT NULL CONSTRAINT FK_AttestedParticipant_Trial REFERENCES Trial (TrialId),
    SiteId bigint NOT NULL CONSTRAINT FK_AttestedParticipant_Site REFERENCES Site (SiteId),
    Identifier nvarchar(64) NOT NULL,
    IdentifierKey nvarchar(64) NOT NULL,
    Answers LongText NOT NULL,
    AttestedBy nvarchar(100) NOT NULL,
    AttestedAt datetime2(7) NOT NULL,
    EdcCredentialId bigint NOT NULL CONSTRAINT FK_AttestedParticipant_EdcCredential REFERENCES EdcCredential (EdcCredentialId),
    CONSTRAINT UQ_AttestedParticipant_TrialId_IdentifierKey UNIQUE (TrialId, IdentifierKey)
);
--;;
CREATE TABLE EdcGuard (
    ParticipantId bigint NULL CONSTRAINT FK_EdcGuard_AttestedParticipant REFERENCES AttestedParticipant (ParticipantId),
    CONSTRAINT CK_EdcGuard_Empty CHECK (1 = 0)
);
