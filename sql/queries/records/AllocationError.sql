SELECT
    AllocationErrorId,
    PublicId,
    ParticipantId,
    Kind,
    Corrected,
    Reason,
    RecordedAt,
    AccountId
FROM AllocationError
WHERE AllocationErrorId >= @First
    AND AllocationErrorId <= @Last
ORDER BY AllocationErrorId;
