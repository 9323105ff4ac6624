-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER LedgerLine_NoUpdate BEFORE UPDATE ON LedgerLine BEGIN SELECT RAISE(ABORT, 'LedgerLine is append-only'); END;
--;;
CREATE TRIGGER LedgerLine_NoDelete BEFORE DELETE ON LedgerLine BEGIN SELECT RAISE(ABORT, 'LedgerLine is append-only'); END;
--;;
CREATE TRIGGER LedgerLine_NoReplace BEFORE INSERT ON LedgerLine WHEN EXISTS (SELECT 1 FROM LedgerLine WHERE LedgerLineId = NEW.LedgerLineId OR (SchemeId = NEW.SchemeId AND Sequence = NEW.Sequence))
BEGIN SELECT RAISE(ABORT, 'LedgerLine is append-only'); END;
