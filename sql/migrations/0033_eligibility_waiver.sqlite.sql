-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TABLE EligibilityWaiver (
    EligibilityWaiverId bigint NOT NULL CONSTRAINT PK_EligibilityWaiver PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_EligibilityWaiver_Participant REFERENCES Participant (ParticipantId),
    Criterion nvarchar(40) NOT NULL,
    Reason nvarchar(1000) NOT NULL,
    WaivedAt datetime2(7) NOT NULL,
    AccountId bigint NOT NULL CONSTRAINT FK_EligibilityWaiver_Account REFERENCES Account (AccountId),
    CONSTRAINT UQ_EligibilityWaiver_Participant_Criterion UNIQUE (ParticipantId, Criterion)
);
--;;
ALTER TABLE EligibilityGuard ADD EligibilityWaiverId bigint NULL CONSTRAINT FK_EligibilityGuard_EligibilityWaiver REFERENCES EligibilityWaiver (EligibilityWaiverId);
--;;
CREATE TRIGGER EligibilityWaiver_NoUpdate BEFORE UPDATE ON EligibilityWaiver BEGIN SELECT RAISE(ABORT, 'EligibilityWaiver is append-only'); END;
--;;
CREATE TRIGGER EligibilityWaiver_NoDelete BEFORE DELETE ON EligibilityWaiver BEGIN SELECT RAISE(ABORT, 'EligibilityWaiver is append-only'); END;
--;;
CREATE TRIGGER EligibilityWaiver_NoReplace BEFORE INSERT ON EligibilityWaiver WHEN EXISTS (SELECT 1 FROM EligibilityWaiver WHERE EligibilityWaiverId = NEW.EligibilityWaiverId OR (ParticipantId = NEW.ParticipantId AND Criterion = NEW.Criterion))
BEGIN SELECT RAISE(ABORT, 'EligibilityWaiver is append-only'); END;
