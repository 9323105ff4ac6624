-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER AttestedParticipant_AppendOnly ON AttestedParticipant INSTEAD OF UPDATE, DELETE AS BEGIN SET NOCOUNT ON; THROW 51000, 'AttestedParticipant is append-only', 1; END;
