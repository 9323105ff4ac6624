-- A pair: triggers that refuse a change are written differently on each engine; REPLACE exists on SQLite alone.
CREATE TRIGGER Answer_NoUpdate BEFORE UPDATE ON Answer BEGIN SELECT RAISE(ABORT, 'Answer is append-only'); END;
--;;
CREATE TRIGGER Answer_NoDelete BEFORE DELETE ON Answer BEGIN SELECT RAISE(ABORT, 'Answer is append-only'); END;
--;;
CREATE TRIGGER Answer_NoReplace BEFORE INSERT ON Answer WHEN EXISTS (SELECT 1 FROM Answer WHERE FormId = NEW.FormId AND Item = NEW.Item AND FormVersion = NEW.FormVersion)
BEGIN SELECT RAISE(ABORT, 'Answer is append-only'); END;
--;;
CREATE TRIGGER Score_NoUpdate BEFORE UPDATE ON Score BEGIN SELECT RAISE(ABORT, 'Score is append-only'); END;
--;;
CREATE TRIGGER Score_NoDelete BEFORE DELETE ON Score BEGIN SELECT RAISE(ABORT, 'Score is append-only'); END;
--;;
CREATE TRIGGER Score_NoReplace BEFORE INSERT ON Score WHEN EXISTS (SELECT 1 FROM Score WHERE FormId = NEW.FormId AND Code = NEW.Code AND FormVersion = NEW.FormVersion)
BEGIN SELECT RAISE(ABORT, 'Score is append-only'); END;
--;;
CREATE TRIGGER Allocation_NoUpdate BEFORE UPDATE ON Allocation BEGIN SELECT RAISE(ABORT, 'Allocation is append-only'); END;
--;;
CREATE TRIGGER Allocation_NoDelete BEFORE DELETE ON Allocation BEGIN SELECT RAISE(ABORT, 'Allocation is append-only'); END;
--;;
CREATE TRIGGER Allocation_NoReplace BEFORE INSERT ON Allocation WHEN EXISTS (SELECT 1 FROM Allocation
    WHERE AllocationId = NEW.AllocationId
        OR PublicId = NEW.PublicId
        OR ParticipantId = NEW.ParticipantId
        OR (SchemeId = NEW.SchemeId AND Stratum = NEW.Stratum AND SequenceInStratum = NEW.SequenceInStratum))
BEGIN SELECT RAISE(ABORT, 'Allocation is append-only'); END;
--;;
CREATE TRIGGER AuditEvent_NoUpdate BEFORE UPDATE ON AuditEvent BEGIN SELECT RAISE(ABORT, 'AuditEvent is append-only'); END;
--;;
CREATE TRIGGER AuditEvent_NoDelete BEFORE DELETE ON AuditEvent BEGIN SELECT RAISE(ABORT, 'AuditEvent is append-only'); END;
--;;
CREATE TRIGGER AuditEvent_NoReplace BEFORE INSERT ON AuditEvent WHEN EXISTS (SELECT 1 FROM AuditEvent WHERE AuditEventId = NEW.AuditEventId OR (Chain = NEW.Chain AND Sequence = NEW.Sequence))
BEGIN SELECT RAISE(ABORT, 'AuditEvent is append-only'); END;
--;;
CREATE TRIGGER ImportedFile_NoUpdate BEFORE UPDATE ON ImportedFile BEGIN SELECT RAISE(ABORT, 'ImportedFile is append-only'); END;
--;;
CREATE TRIGGER ImportedFile_NoDelete BEFORE DELETE ON ImportedFile BEGIN SELECT RAISE(ABORT, 'ImportedFile is append-only'); END;
--;;
CREATE TRIGGER ImportedFile_NoReplace BEFORE INSERT ON ImportedFile WHEN EXISTS (SELECT 1 FROM ImportedFile WHERE ImportedFileId = NEW.ImportedFileId)
BEGIN SELECT RAISE(ABORT, 'ImportedFile is append-only'); END;
--;;
CREATE TRIGGER AnalysisRun_NoUpdate BEFORE UPDATE ON AnalysisRun BEGIN SELECT RAISE(ABORT, 'AnalysisRun is append-only'); END;
--;;
CREATE TRIGGER AnalysisRun_NoDelete BEFORE DELETE ON AnalysisRun BEGIN SELECT RAISE(ABORT, 'AnalysisRun is append-only'); END;
--;;
CREATE TRIGGER AnalysisRun_NoReplace BEFORE INSERT ON AnalysisRun WHEN EXISTS (SELECT 1 FROM AnalysisRun WHERE AnalysisRunId = NEW.AnalysisRunId OR PublicId = NEW.PublicId)
BEGIN SELECT RAISE(ABORT, 'AnalysisRun is append-only'); END;
--;;
CREATE TRIGGER ProtocolVersion_NoUpdate BEFORE UPDATE ON ProtocolVersion BEGIN SELECT RAISE(ABORT, 'ProtocolVersion is append-only'); END;
--;;
CREATE TRIGGER ProtocolVersion_NoDelete BEFORE DELETE ON ProtocolVersion BEGIN SELECT RAISE(ABORT, 'ProtocolVersion is append-only'); END;
--;;
CREATE TRIGGER ProtocolVersion_NoReplace BEFORE INSERT ON ProtocolVersion WHEN EXISTS (SELECT 1 FROM ProtocolVersion WHERE TrialId = NEW.TrialId AND Version = NEW.Version)
BEGIN SELECT RAISE(ABORT, 'ProtocolVersion is append-only'); END;
