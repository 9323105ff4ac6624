SELECT COUNT(*)
FROM FormDraft
WHERE ParticipantId = @ParticipantId
    AND DraftKey = @DraftKey;
