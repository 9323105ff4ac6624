SELECT
    v.Code AS Visit,
    al.Arm,
    a.Value AS Answer,
    COUNT(*) AS Participants
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
INNER JOIN Visit AS v ON v.VisitId = f.VisitId
INNER JOIN Allocation AS al ON al.ParticipantId = f.ParticipantId
INNER JOIN Answer AS a ON a.FormId = f.FormId
WHERE p.TrialId = @TrialId
    AND f.Code = @Form
    AND a.Item = @Item
    AND f.Instance = 1
    AND f.VoidedAt IS NULL
    AND a.Value IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM Answer AS newer
        WHERE newer.FormId = a.FormId
            AND newer.Item = a.Item
            AND newer.FormVersion > a.FormVersion)
    AND NOT EXISTS (
        SELECT 1
        FROM Withdrawal AS w
        WHERE w.ParticipantId = p.ParticipantId
            AND w.Kind = 'Consent'
            AND w.DataUse = 'NoFurtherUse'
            AND NOT EXISTS (
                SELECT 1
                FROM Withdrawal AS later
                WHERE later.ParticipantId = w.ParticipantId
                    AND later.Kind = 'Consent'
                    AND (later.RecordedAt > w.RecordedAt OR (later.RecordedAt = w.RecordedAt AND later.WithdrawalId > w.WithdrawalId))))
GROUP BY v.Code, al.Arm, a.Value
ORDER BY v.Code, al.Arm, a.Value;
