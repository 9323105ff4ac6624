SELECT COUNT(*)
FROM FormDraft
WHERE ParticipantId = @ParticipantId
    AND Code = @Code
    AND Instance = @Instance
    AND (VisitId = @VisitId OR (VisitId IS NULL AND @VisitId IS NULL));
