-- Mail that waits to be sent, the address it goes to, and when a token was last used, for the review of access.
ALTER TABLE Account ADD Email nvarchar(254) NULL;
--;;
ALTER TABLE Account ADD EmailKey nvarchar(254) NULL;
--;;
ALTER TABLE ApiToken ADD LastUsedAt datetime2(7) NULL;
--;;
CREATE UNIQUE INDEX UQ_Account_EmailKey ON Account (EmailKey) WHERE EmailKey IS NOT NULL;
CREATE TABLE OutboxMessage (
    OutboxMessageId bigint NOT NULL CONSTRAINT PK_OutboxMessage PRIMARY KEY,
    MessageId uniqueidentifier NOT NULL CONSTRAINT UQ_OutboxMessage_MessageId UNIQUE,
    Kind nvarchar(40) NOT NULL,
    Recipient nvarchar(254) NOT NULL,
    Subject nvarchar(200) NOT NULL,
    SealedBody nvarchar(4000) NULL,
    CreatedAt datetime2(7) NOT NULL,
    Attempts int NOT NULL,
    NextAttemptAt datetime2(7) NOT NULL,
    SentAt datetime2(7) NULL,
    FailedAt datetime2(7) NULL,
    LastError nvarchar(400) NULL
);
CREATE INDEX IX_OutboxMessage_NextAttemptAt ON OutboxMessage (NextAttemptAt) WHERE SentAt IS NULL AND FailedAt IS NULL;
