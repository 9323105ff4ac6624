-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER Answer_AppendOnly ON Answer INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'Answer is append-only', 1; END;
--;;
CREATE TRIGGER Score_AppendOnly ON Score INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'Score is append-only', 1; END;
--;;
CREATE TRIGGER Allocation_AppendOnly ON Allocation INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'Allocation is append-only', 1; END;
--;;
CREATE TRIGGER AuditEvent_AppendOnly ON AuditEvent INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'AuditEvent is append-only', 1; END;
--;;
CREATE TRIGGER ImportedFile_AppendOnly ON ImportedFile INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'ImportedFile is append-only', 1; END;
--;;
CREATE TRIGGER AnalysisRun_AppendOnly ON AnalysisRun INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'AnalysisRun is append-only', 1; END;
--;;
CREATE TRIGGER ProtocolVersion_AppendOnly ON ProtocolVersion INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'ProtocolVersion is append-only', 1; END;
