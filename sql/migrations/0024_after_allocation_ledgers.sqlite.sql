-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER CodeBreak_NoUpdate BEFORE UPDATE ON CodeBreak BEGIN SELECT RAISE(ABORT, 'CodeBreak is append-only'); END;
--;;
CREATE TRIGGER CodeBreak_NoDelete BEFORE DELETE ON CodeBreak BEGIN SELECT RAISE(ABORT, 'CodeBreak is append-only'); END;
--;;
CREATE TRIGGER CodeBreak_NoReplace BEFORE INSERT ON CodeBreak WHEN EXISTS (SELECT 1 FROM CodeBreak WHERE CodeBreakId = NEW.CodeBreakId OR PublicId = NEW.PublicId)
BEGIN SELECT RAISE(ABORT, 'CodeBreak is append-only'); END;
--;;
CREATE TRIGGER CodeBreakImpact_NoUpdate BEFORE UPDATE ON CodeBreakImpact BEGIN SELECT RAISE(ABORT, 'CodeBreakImpact is append-only'); END;
--;;
CREATE TRIGGER CodeBreakImpact_NoDelete BEFORE DELETE ON CodeBreakImpact BEGIN SELECT RAISE(ABORT, 'CodeBreakImpact is append-only'); END;
--;;
CREATE TRIGGER CodeBreakImpact_NoReplace BEFORE INSERT ON CodeBreakImpact WHEN EXISTS (SELECT 1 FROM CodeBreakImpact WHERE CodeBreakImpactId = NEW.CodeBreakImpactId)
BEGIN SELECT RAISE(ABORT, 'CodeBreakImpact is append-only'); END;
