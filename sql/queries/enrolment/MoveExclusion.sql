UPDATE Participant
SET Status = @Status,
    ExclusionCriterion = @ExclusionCriterion
WHERE ParticipantId = @ParticipantId
    AND Status = 'Excluded';
