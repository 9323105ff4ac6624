SELECT
    f.FormId AS FormId,
    a.FormVersion AS FormVersion,
    0 AS IsScore,
    p.Number,
    p.ProtocolVersion,
    v.Code AS Visit,
    f.Code AS Form,
    f.Instrument,
    a.Item AS Name,
    a.Value,
    NULL AS InstrumentVersion,
    NULL AS ItemsUsed,
    NULL AS ItemsImputed
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
INNER JOIN Answer AS a ON a.FormId = f.FormId
LEFT JOIN Visit AS v ON v.VisitId = f.VisitId
WHERE p.TrialId = @TrialId
    AND p.SiteId IN @SiteIds
    AND f.Instrument IS NOT NULL
UNION ALL
SELECT
    f.FormId AS FormId,
    s.FormVersion AS FormVersion,
    1 AS IsScore,
    p.Number,
    p.ProtocolVersion,
    v.Code AS Visit,
    f.Code AS Form,
    f.Instrument,
    s.Code AS Name,
    s.Value,
    s.InstrumentVersion,
    s.ItemsUsed,
    s.ItemsImputed
FROM Form AS f
INNER JOIN Participant AS p ON p.ParticipantId = f.ParticipantId
INNER JOIN Score AS s ON s.FormId = f.FormId
LEFT JOIN Visit AS v ON v.VisitId = f.VisitId
WHERE p.TrialId = @TrialId
    AND p.SiteId IN @SiteIds
    AND f.Instrument IS NOT NULL
ORDER BY FormId, FormVersion, IsScore;
