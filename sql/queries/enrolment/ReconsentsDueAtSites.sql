SELECT
    p.PublicId,
    p.Number,
    s.Code AS Site,
    COALESCE(
        (SELECT MAX(c.ConsentForm)
        FROM Consent AS c
        WHERE c.ParticipantId = p.ParticipantId
            AND NOT EXISTS (
                SELECT 1
                FROM Consent AS newer
                WHERE newer.ParticipantId = c.ParticipantId
                    AND newer.RecordedAt > c.RecordedAt)),
        p.ConsentForm) AS ConsentForm
FROM Participant AS p
INNER JOIN Site AS s ON s.SiteId = p.SiteId
WHERE p.TrialId = @TrialId
    AND p.SiteId IN @SiteIds
    AND p.EndedOn IS NULL
    AND p.ConsentedAt IS NOT NULL
    AND (p.ConsentForm IS NULL OR p.ConsentForm <> @CurrentForm)
    AND NOT EXISTS (
        SELECT 1
        FROM Consent AS given
        WHERE given.ParticipantId = p.ParticipantId
            AND given.ConsentForm = @CurrentForm)
ORDER BY p.Number;
