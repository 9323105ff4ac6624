SELECT
    ParticipantId,
    TrialId,
    SiteId,
    Identifier,
    IdentifierKey,
    Answers,
    AttestedBy,
    AttestedAt,
    EdcCredentialId
FROM AttestedParticipant
WHERE ParticipantId >= @First
    AND ParticipantId <= @Last
ORDER BY ParticipantId;
