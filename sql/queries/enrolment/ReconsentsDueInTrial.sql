SELECT
    p.PublicId,
    p.Number,
    s.Code AS Site,
    p.ConsentForm AS FirstForm,
    c.ConsentForm AS LastForm
FROM Participant AS p
INNER JOIN Site AS s ON s.SiteId = p.SiteId
LEFT JOIN Consent AS c ON c.ParticipantId = p.ParticipantId
    AND NOT EXISTS (
        SELECT 1
        FROM Consent AS newer
        WHERE newer.ParticipantId = c.ParticipantId
            AND (newer.RecordedAt > c.RecordedAt OR (newer.RecordedAt = c.RecordedAt AND newer.ConsentId > c.ConsentId)))
WHERE p.TrialId = @TrialId
    AND p.EndedOn IS NULL
    AND p.ConsentedAt IS NOT NULL
    AND (p.ConsentForm IS NULL OR p.ConsentForm <> @CurrentForm)
    AND NOT EXISTS (
        SELECT 1
        FROM Consent AS given
        WHERE given.ParticipantId = p.ParticipantId
            AND given.ConsentForm = @CurrentForm)
ORDER BY p.Number;
