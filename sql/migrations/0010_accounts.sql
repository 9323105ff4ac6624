-- Accounts that are invited, sign in and hold delegated roles. The token an account had becomes an API token that does not expire.
ALTER TABLE Account ADD ExpiresOn date NULL;
--;;
ALTER TABLE Account ADD SuspendedAt datetime2(7) NULL;
--;;
ALTER TABLE Account ADD GrantsVersion int NOT NULL CONSTRAINT DF_Account_GrantsVersion DEFAULT (0);
--;;
ALTER TABLE RoleGrant ADD TrainedOn date NULL;
--;;
ALTER TABLE RoleGrant ADD GrantedBy bigint NULL CONSTRAINT FK_RoleGrant_GrantedBy REFERENCES Account (AccountId);
--;;
ALTER TABLE RoleGrant ADD ExpiresOn date NULL;
--;;
ALTER TABLE RoleGrant ADD RevokedAt datetime2(7) NULL;
--;;
CREATE UNIQUE INDEX UQ_RoleGrant_AtSite ON RoleGrant (AccountId, Role, SiteId) WHERE SiteId IS NOT NULL AND RevokedAt IS NULL;
CREATE UNIQUE INDEX UQ_RoleGrant_InTrial ON RoleGrant (AccountId, Role, TrialId) WHERE TrialId IS NOT NULL AND SiteId IS NULL AND RevokedAt IS NULL;
CREATE TABLE Invitation (
    InvitationId bigint NOT NULL CONSTRAINT PK_Invitation PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_Invitation_Account REFERENCES Account (AccountId),
    TokenHash nvarchar(64) NOT NULL CONSTRAINT UQ_Invitation_TokenHash UNIQUE,
    IssuedBy bigint NOT NULL CONSTRAINT FK_Invitation_IssuedBy REFERENCES Account (AccountId),
    IssuedAt datetime2(7) NOT NULL,
    ExpiresAt datetime2(7) NOT NULL,
    UsedAt datetime2(7) NULL
);
CREATE INDEX IX_Invitation_AccountId ON Invitation (AccountId);
CREATE TABLE Credential (
    AccountId bigint NOT NULL CONSTRAINT PK_Credential PRIMARY KEY CONSTRAINT FK_Credential_Account REFERENCES Account (AccountId),
    PasswordHash nvarchar(400) NOT NULL,
    PasswordSetAt datetime2(7) NOT NULL,
    MustChange bit NOT NULL CONSTRAINT CK_Credential_MustChange CHECK (MustChange IN (0, 1)),
    AuthenticatorKey nvarchar(1000) NULL,
    PendingKey nvarchar(1000) NULL,
    LastStep bigint NOT NULL,
    Failures int NOT NULL,
    LockedUntil datetime2(7) NULL
);
CREATE TABLE UsedPassword (
    UsedPasswordId bigint NOT NULL CONSTRAINT PK_UsedPassword PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_UsedPassword_Account REFERENCES Account (AccountId),
    PasswordHash nvarchar(400) NOT NULL,
    SetAt datetime2(7) NOT NULL
);
CREATE INDEX IX_UsedPassword_AccountId ON UsedPassword (AccountId);
CREATE TABLE RecoveryCode (
    RecoveryCodeId bigint NOT NULL CONSTRAINT PK_RecoveryCode PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_RecoveryCode_Account REFERENCES Account (AccountId),
    CodeHash nvarchar(64) NOT NULL,
    UsedAt datetime2(7) NULL,
    CONSTRAINT UQ_RecoveryCode_AccountId_CodeHash UNIQUE (AccountId, CodeHash)
);
CREATE TABLE SignInSession (
    SignInSessionId bigint NOT NULL CONSTRAINT PK_SignInSession PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_SignInSession_Account REFERENCES Account (AccountId),
    TokenHash nvarchar(64) NOT NULL CONSTRAINT UQ_SignInSession_TokenHash UNIQUE,
    StartedAt datetime2(7) NOT NULL,
    LastUsedAt datetime2(7) NOT NULL,
    ConfirmedAt datetime2(7) NULL,
    EndedAt datetime2(7) NULL
);
CREATE INDEX IX_SignInSession_AccountId ON SignInSession (AccountId);
CREATE TABLE ApiToken (
    ApiTokenId bigint NOT NULL CONSTRAINT PK_ApiToken PRIMARY KEY,
    AccountId bigint NOT NULL CONSTRAINT FK_ApiToken_Account REFERENCES Account (AccountId),
    Name nvarchar(100) NOT NULL,
    NameKey nvarchar(100) NOT NULL,
    TokenHash nvarchar(64) NOT NULL CONSTRAINT UQ_ApiToken_TokenHash UNIQUE,
    Permissions nvarchar(2000) NULL,
    CreatedAt datetime2(7) NOT NULL,
    ExpiresAt datetime2(7) NULL,
    RevokedAt datetime2(7) NULL
);
CREATE UNIQUE INDEX UQ_ApiToken_AccountId_NameKey ON ApiToken (AccountId, NameKey) WHERE RevokedAt IS NULL;
INSERT INTO ApiToken (ApiTokenId, AccountId, Name, NameKey, TokenHash, CreatedAt)
SELECT
    AccountId,
    AccountId,
    'first',
    'FIRST',
    TokenHash,
    CreatedAt
FROM Account;
--;;
-- The column stays, because a unique column cannot be dropped on both engines; from here on it holds the account's id, which is the hash of no token.
UPDATE Account
SET TokenHash = CAST(AccountId AS nvarchar(64));
