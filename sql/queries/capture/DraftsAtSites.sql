SELECT
    p.PublicId,
    p.Number,
    p.SiteId,
    p.ProtocolVersion,
    v.Code AS VisitCode,
    d.Code AS FormCode,
    d.Instance,
    d.BaseVersion,
    d.SavedAt
FROM FormDraft AS d
INNER JOIN Participant AS p ON p.ParticipantId = d.ParticipantId
LEFT JOIN Visit AS v ON v.VisitId = d.VisitId
WHERE d.AccountId = @AccountId
    AND p.TrialId = @TrialId
    AND p.SiteId IN @SiteIds
ORDER BY d.SavedAt DESC, d.FormDraftId DESC;
