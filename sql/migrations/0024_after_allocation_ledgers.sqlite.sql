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
--;;
CREATE TRIGGER AllocationError_NoUpdate BEFORE UPDATE ON AllocationError BEGIN SELECT RAISE(ABORT, 'AllocationError is append-only'); END;
--;;
CREATE TRIGGER AllocationError_NoDelete BEFORE DELETE ON AllocationError BEGIN SELECT RAISE(ABORT, 'AllocationError is append-only'); END;
--;;
CREATE TRIGGER AllocationError_NoReplace BEFORE INSERT ON AllocationError WHEN EXISTS (SELECT 1 FROM AllocationError WHERE AllocationErrorId = NEW.AllocationErrorId OR PublicId = NEW.PublicId)
BEGIN SELECT RAISE(ABORT, 'AllocationError is append-only'); END;
--;;
CREATE TRIGGER AllocationErrorDecision_NoUpdate BEFORE UPDATE ON AllocationErrorDecision BEGIN SELECT RAISE(ABORT, 'AllocationErrorDecision is append-only'); END;
--;;
CREATE TRIGGER AllocationErrorDecision_NoDelete BEFORE DELETE ON AllocationErrorDecision BEGIN SELECT RAISE(ABORT, 'AllocationErrorDecision is append-only'); END;
--;;
CREATE TRIGGER AllocationErrorDecision_NoReplace BEFORE INSERT ON AllocationErrorDecision WHEN EXISTS (SELECT 1 FROM AllocationErrorDecision WHERE AllocationErrorDecisionId = NEW.AllocationErrorDecisionId OR AllocationErrorId = NEW.AllocationErrorId)
BEGIN SELECT RAISE(ABORT, 'AllocationErrorDecision is append-only'); END;
--;;
CREATE TRIGGER DowntimeSlot_NoUpdate BEFORE UPDATE ON DowntimeSlot BEGIN SELECT RAISE(ABORT, 'DowntimeSlot is append-only'); END;
--;;
CREATE TRIGGER DowntimeSlot_NoDelete BEFORE DELETE ON DowntimeSlot BEGIN SELECT RAISE(ABORT, 'DowntimeSlot is append-only'); END;
--;;
CREATE TRIGGER DowntimeSlot_NoReplace BEFORE INSERT ON DowntimeSlot WHEN EXISTS (SELECT 1 FROM DowntimeSlot WHERE DowntimeSlotId = NEW.DowntimeSlotId OR (SchemeId = NEW.SchemeId AND SiteId = NEW.SiteId AND Number = NEW.Number))
BEGIN SELECT RAISE(ABORT, 'DowntimeSlot is append-only'); END;
--;;
CREATE TRIGGER DowntimeSlotFate_NoUpdate BEFORE UPDATE ON DowntimeSlotFate BEGIN SELECT RAISE(ABORT, 'DowntimeSlotFate is append-only'); END;
--;;
CREATE TRIGGER DowntimeSlotFate_NoDelete BEFORE DELETE ON DowntimeSlotFate BEGIN SELECT RAISE(ABORT, 'DowntimeSlotFate is append-only'); END;
--;;
CREATE TRIGGER DowntimeSlotFate_NoReplace BEFORE INSERT ON DowntimeSlotFate WHEN EXISTS (SELECT 1 FROM DowntimeSlotFate WHERE DowntimeSlotFateId = NEW.DowntimeSlotFateId OR DowntimeSlotId = NEW.DowntimeSlotId)
BEGIN SELECT RAISE(ABORT, 'DowntimeSlotFate is append-only'); END;
