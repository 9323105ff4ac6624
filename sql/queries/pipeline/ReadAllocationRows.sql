SELECT
    a.ParticipantId,
    a.Arm,
    a.Origin,
    a.SchemeId,
    a.Stratum,
    a.SequenceInStratum,
    a.AllocatedOn,
    a.RecordedAt,
    a.AccountId
FROM Allocation AS a
ORDER BY a.ParticipantId;
