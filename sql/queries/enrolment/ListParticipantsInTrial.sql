SELECT
    p.PublicId,
    p.Number,
    s.Code AS Site,
    p.Status,
    p.ScreenedOn,
    p.EnrolledOn,
    p.EndedOn,
    p.EndReason,
    p.DiedOn,
    p.Cluster,
    a.Identifier AS AttestedAs,
    (SELECT COUNT(*) FROM EligibilityWaiver AS w WHERE w.ParticipantId = p.ParticipantId) AS Waivers,
    p.ExclusionCriterion
FROM Participant AS p
INNER JOIN Site AS s ON s.SiteId = p.SiteId
LEFT JOIN AttestedParticipant AS a ON a.ParticipantId = p.ParticipantId
WHERE p.TrialId = @TrialId
ORDER BY p.Number;
