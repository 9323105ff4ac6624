SELECT
    a.Stratum,
    a.SequenceInStratum,
    p.PublicId,
    a.Arm,
    a.RecordedAt
FROM Allocation AS a
INNER JOIN Participant AS p ON p.ParticipantId = a.ParticipantId
WHERE a.SchemeId = @SchemeId
    AND NOT EXISTS (
        SELECT 1
        FROM LedgerLine AS l
        WHERE l.SchemeId = a.SchemeId
            AND l.Sequence = a.SequenceInStratum
            AND l.ParticipantId = a.ParticipantId);
