-- A pair: one pair of entries for ever is a constraint of the table, for which SQLite has to build it anew.
ALTER TABLE FormEntry ADD Round int NOT NULL CONSTRAINT DF_FormEntry_Round DEFAULT (1);
--;;
ALTER TABLE FormEntry DROP CONSTRAINT UQ_FormEntry_Turn;
--;;
ALTER TABLE FormEntry ADD CONSTRAINT UQ_FormEntry_Turn UNIQUE (VisitId, Code, Round, Turn);
--;;
CREATE TRIGGER EntryRemoval_AppendOnly ON EntryRemoval INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'EntryRemoval is append-only', 1; END;
