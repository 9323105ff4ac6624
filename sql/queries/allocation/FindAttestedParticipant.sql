SELECT
    p.PublicId,
    a.SiteId AS AttestedSiteId,
    a.Answers
FROM AttestedParticipant AS a
INNER JOIN Participant AS p ON p.ParticipantId = a.ParticipantId
WHERE a.TrialId = @TrialId
    AND a.IdentifierKey = @IdentifierKey;
