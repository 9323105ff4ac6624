-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER LedgerLine_AppendOnly ON LedgerLine INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'LedgerLine is append-only', 1; END;
