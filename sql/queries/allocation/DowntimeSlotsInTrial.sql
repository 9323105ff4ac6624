SELECT
    d.DowntimeSlotId,
    s.Code AS Site,
    d.SiteId,
    d.Number,
    d.CodeHash,
    d.IssuedAt,
    f.Fate,
    f.ParticipantId,
    p.Number AS ParticipantNumber,
    f.OpenedOn
FROM DowntimeSlot AS d
INNER JOIN Site AS s ON s.SiteId = d.SiteId
LEFT JOIN DowntimeSlotFate AS f ON f.DowntimeSlotId = d.DowntimeSlotId
LEFT JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
WHERE s.TrialId = @TrialId
ORDER BY s.Code, d.Number;
