SELECT
    AllocationId,
    PublicId,
    TrialId,
    SiteId,
    ParticipantId,
    Arm,
    Origin,
    SchemeId,
    Stratum,
    SequenceInStratum,
    AllocatedOn,
    RecordedAt,
    AccountId
FROM Allocation
WHERE ParticipantId >= @First
    AND ParticipantId <= @Last
ORDER BY ParticipantId;
