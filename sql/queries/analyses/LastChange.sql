SELECT MAX(changed.At)
FROM (
    SELECT MAX(f.SavedAt) AS At
    FROM Form AS f
    INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
    WHERE p.TrialId = @TrialId
    UNION ALL
    SELECT MAX(RecordedAt) AS At
    FROM Allocation
    WHERE TrialId = @TrialId
) AS changed;
