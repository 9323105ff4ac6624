INSERT INTO Visit (VisitId, ParticipantId, Code, TargetOn, OpensOn, ClosesOn)
VALUES (@VisitId, @ParticipantId, @Code, @TargetOn, @OpensOn, @ClosesOn);
