-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER CodeBreak_AppendOnly ON CodeBreak INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'CodeBreak is append-only', 1; END;
--;;
CREATE TRIGGER CodeBreakImpact_AppendOnly ON CodeBreakImpact INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'CodeBreakImpact is append-only', 1; END;
--;;
CREATE TRIGGER AllocationError_AppendOnly ON AllocationError INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'AllocationError is append-only', 1; END;
--;;
CREATE TRIGGER AllocationErrorDecision_AppendOnly ON AllocationErrorDecision INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'AllocationErrorDecision is append-only', 1; END;
--;;
CREATE TRIGGER DowntimeSlot_AppendOnly ON DowntimeSlot INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'DowntimeSlot is append-only', 1; END;
--;;
CREATE TRIGGER DowntimeSlotFate_AppendOnly ON DowntimeSlotFate INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'DowntimeSlotFate is append-only', 1; END;
