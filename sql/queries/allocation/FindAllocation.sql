SELECT
    PublicId,
    Arm,
    AllocatedOn
FROM Allocation
WHERE ParticipantId = @ParticipantId;
