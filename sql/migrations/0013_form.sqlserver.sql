-- A pair: what stands in the way of entries outside visits is a constraint of the table, for which SQLite has to build it anew.
ALTER TABLE Form DROP CONSTRAINT UQ_Form_VisitId_Code;
--;;
ALTER TABLE Form ALTER COLUMN VisitId bigint NULL;
--;;
ALTER TABLE Form ADD
    Instance int NOT NULL CONSTRAINT DF_Form_Instance DEFAULT (1),
    Mode nvarchar(20) NULL,
    VoidedAt datetime2(7) NULL;
--;;
CREATE UNIQUE INDEX UQ_Form_AtVisit ON Form (VisitId, Code, Instance) WHERE VisitId IS NOT NULL AND VoidedAt IS NULL;
--;;
CREATE UNIQUE INDEX UQ_Form_InLog ON Form (ParticipantId, Code, Instance) WHERE VisitId IS NULL AND VoidedAt IS NULL;
