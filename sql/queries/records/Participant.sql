SELECT
    ParticipantId,
    PublicId,
    TrialId,
    SiteId,
    Number,
    ProtocolVersion,
    Status,
    ScreenedOn,
    ExclusionCriterion,
    ConsentForm,
    ConsentedAt,
    EnrolledOn,
    EndedOn,
    EndReason,
    DiedOn,
    Cluster
FROM Participant
WHERE ParticipantId >= @First
    AND ParticipantId <= @Last
ORDER BY ParticipantId;
