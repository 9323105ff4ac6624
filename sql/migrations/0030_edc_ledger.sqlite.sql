-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER AttestedParticipant_NoUpdate BEFORE UPDATE ON AttestedParticipant BEGIN SELECT RAISE(ABORT, 'AttestedParticipant is append-only'); END;
--;;
CREATE TRIGGER AttestedParticipant_NoDelete BEFORE DELETE ON AttestedParticipant BEGIN SELECT RAISE(ABORT, 'AttestedParticipant is append-only'); END;
--;;
CREATE TRIGGER AttestedParticipant_NoReplace BEFORE INSERT ON AttestedParticipant
WHEN EXISTS (SELECT 1 FROM AttestedParticipant WHERE ParticipantId = NEW.ParticipantId OR (TrialId = NEW.TrialId AND IdentifierKey = NEW.IdentifierKey))
BEGIN SELECT RAISE(ABORT, 'AttestedParticipant is append-only'); END;
