SELECT
    Code,
    COUNT(*) AS Entries
FROM Form
WHERE ParticipantId = @ParticipantId
    AND VisitId IS NULL
    AND VoidedAt IS NULL
GROUP BY Code
ORDER BY Code;
