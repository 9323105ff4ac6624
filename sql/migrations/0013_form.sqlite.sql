-- A pair: what stands in the way of entries outside visits is a constraint of the table, for which SQLite has to build it anew.
PRAGMA defer_foreign_keys = ON;
--;;
CREATE TABLE FormBefore (
    FormId bigint NOT NULL,
    ParticipantId bigint NOT NULL,
    VisitId bigint NOT NULL,
    Code nvarchar(40) NOT NULL,
    Instrument nvarchar(60) NULL,
    InstrumentVersion int NULL,
    Version int NOT NULL,
    CompletedOn date NULL,
    SavedAt datetime2(7) NOT NULL
);
--;;
INSERT INTO FormBefore (FormId, ParticipantId, VisitId, Code, Instrument, InstrumentVersion, Version, CompletedOn, SavedAt)
SELECT FormId, ParticipantId, VisitId, Code, Instrument, InstrumentVersion, Version, CompletedOn, SavedAt
FROM Form;
--;;
DROP TABLE Form;
--;;
CREATE TABLE Form (
    FormId bigint NOT NULL CONSTRAINT PK_Form PRIMARY KEY,
    ParticipantId bigint NOT NULL CONSTRAINT FK_Form_Participant REFERENCES Participant (ParticipantId),
    VisitId bigint NULL CONSTRAINT FK_Form_Visit REFERENCES Visit (VisitId),
    Code nvarchar(40) NOT NULL,
    Instance int NOT NULL CONSTRAINT DF_Form_Instance DEFAULT (1),
    Instrument nvarchar(60) NULL,
    InstrumentVersion int NULL,
    Version int NOT NULL,
    CompletedOn date NULL,
    SavedAt datetime2(7) NOT NULL,
    Mode nvarchar(20) NULL,
    VoidedAt datetime2(7) NULL
);
--;;
INSERT INTO Form (FormId, ParticipantId, VisitId, Code, Instance, Instrument, InstrumentVersion, Version, CompletedOn, SavedAt)
SELECT FormId, ParticipantId, VisitId, Code, 1, Instrument, InstrumentVersion, Version, CompletedOn, SavedAt
FROM FormBefore;
--;;
DROP TABLE FormBefore;
--;;
CREATE INDEX IX_Form_ParticipantId ON Form (ParticipantId);
CREATE UNIQUE INDEX UQ_Form_AtVisit ON Form (VisitId, Code, Instance) WHERE VisitId IS NOT NULL AND VoidedAt IS NULL;
CREATE UNIQUE INDEX UQ_Form_InLog ON Form (ParticipantId, Code, Instance) WHERE VisitId IS NULL AND VoidedAt IS NULL;
