-- A pair: one pair of entries for ever is a constraint of the table, for which SQLite has to build it anew.
PRAGMA defer_foreign_keys = ON;
--;;
CREATE TABLE FormEntryBefore (
    FormEntryId bigint NOT NULL,
    ParticipantId bigint NOT NULL,
    VisitId bigint NOT NULL,
    Code nvarchar(40) NOT NULL,
    Turn int NOT NULL,
    AccountId bigint NOT NULL,
    CompletedOn date NOT NULL,
    Answers LongText NOT NULL,
    EnteredAt datetime2(7) NOT NULL
);
--;;
INSERT INTO FormEntryBefore (FormEntryId, ParticipantId, VisitId, Code, Turn, AccountId, CompletedOn, Answers, EnteredAt)
SELECT FormEntryId, ParticipantId, VisitId, Code, Turn, AccountId, CompletedOn, Answers, EnteredAt
FROM FormEntry;
--;;
DROP TABLE FormEntry;
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
    Round int NOT NULL CONSTRAINT DF_FormEntry_Round DEFAULT (1),
    CONSTRAINT UQ_FormEntry_Turn UNIQUE (VisitId, Code, Round, Turn)
);
--;;
INSERT INTO FormEntry (FormEntryId, ParticipantId, VisitId, Code, Turn, AccountId, CompletedOn, Answers, EnteredAt, Round)
SELECT FormEntryId, ParticipantId, VisitId, Code, Turn, AccountId, CompletedOn, Answers, EnteredAt, 1
FROM FormEntryBefore;
--;;
DROP TABLE FormEntryBefore;
--;;
CREATE TRIGGER FormEntry_NoUpdate BEFORE UPDATE ON FormEntry BEGIN SELECT RAISE(ABORT, 'FormEntry is append-only'); END;
--;;
CREATE TRIGGER FormEntry_NoDelete BEFORE DELETE ON FormEntry BEGIN SELECT RAISE(ABORT, 'FormEntry is append-only'); END;
--;;
CREATE TRIGGER FormEntry_NoReplace BEFORE INSERT ON FormEntry WHEN EXISTS (SELECT 1 FROM FormEntry WHERE FormEntryId = NEW.FormEntryId OR (VisitId = NEW.VisitId AND Code = NEW.Code AND Round = NEW.Round AND Turn = NEW.Turn))
BEGIN SELECT RAISE(ABORT, 'FormEntry is append-only'); END;
--;;
CREATE TRIGGER EntryRemoval_NoUpdate BEFORE UPDATE ON EntryRemoval BEGIN SELECT RAISE(ABORT, 'EntryRemoval is append-only'); END;
--;;
CREATE TRIGGER EntryRemoval_NoDelete BEFORE DELETE ON EntryRemoval BEGIN SELECT RAISE(ABORT, 'EntryRemoval is append-only'); END;
--;;
CREATE TRIGGER EntryRemoval_NoReplace BEFORE INSERT ON EntryRemoval WHEN EXISTS (SELECT 1 FROM EntryRemoval WHERE EntryRemovalId = NEW.EntryRemovalId OR (VisitId = NEW.VisitId AND Code = NEW.Code AND Round = NEW.Round))
BEGIN SELECT RAISE(ABORT, 'EntryRemoval is append-only'); END;
