SELECT
    b.CodeBreakId,
    p.Number,
    p.SiteId
FROM CodeBreak AS b
LEFT JOIN Participant AS p ON p.ParticipantId = b.ParticipantId
WHERE b.PublicId = @PublicId
    AND b.TrialId = @TrialId;
