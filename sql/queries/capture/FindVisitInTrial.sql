SELECT
    v.VisitId,
    v.Code,
    v.OpensOn,
    v.ClosesOn
FROM Visit AS v
INNER JOIN Participant AS p ON p.ParticipantId = v.ParticipantId
WHERE v.ParticipantId = @ParticipantId
    AND v.Code = @Code
    AND v.CancelledAt IS NULL
    AND p.TrialId = @TrialId;
