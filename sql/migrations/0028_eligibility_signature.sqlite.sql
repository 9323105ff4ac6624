-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TABLE EligibilitySignature (
    EligibilitySignatureId bigint NOT NULL CONSTRAINT PK_EligibilitySignature PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_EligibilitySignature_Participant REFERENCES Participant (ParticipantId),
    AnswersSha256 nvarchar(64) NOT NULL,
    SignerName nvarchar(100) NOT NULL,
    SignedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_EligibilitySignature_Account REFERENCES Account (AccountId)
);
CREATE INDEX IX_EligibilitySignature_ParticipantId ON EligibilitySignature (ParticipantId);
--;;
CREATE TABLE EligibilityGuard (
    EligibilitySignatureId bigint NULL CONSTRAINT FK_EligibilityGuard_EligibilitySignature REFERENCES EligibilitySignature (EligibilitySignatureId),
    CONSTRAINT CK_EligibilityGuard_Empty CHECK (1 = 0)
);
--;;
CREATE TRIGGER EligibilitySignature_NoUpdate BEFORE UPDATE ON EligibilitySignature BEGIN SELECT RAISE(ABORT, 'EligibilitySignature is append-only'); END;
--;;
CREATE TRIGGER EligibilitySignature_NoDelete BEFORE DELETE ON EligibilitySignature BEGIN SELECT RAISE(ABORT, 'EligibilitySignature is append-only'); END;
--;;
CREATE TRIGGER EligibilitySignature_NoReplace BEFORE INSERT ON EligibilitySignature WHEN EXISTS (SELECT 1 FROM EligibilitySignature WHERE EligibilitySignatureId = NEW.EligibilitySignatureId)
BEGIN SELECT RAISE(ABORT, 'EligibilitySignature is append-only'); END;
