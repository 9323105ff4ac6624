SELECT
    ParticipantId,
    PublicId,
    TrialId,
    SiteId,
    Number,
    ProtocolVersion,
    Status,
    ScreenedOn,
    ConsentedAt,
    EnrolledOn,
    EndedOn,
    EndReason,
    DiedOn,
    Cluster,
    ExclusionCriterion
FROM Participant
WHERE PublicId = @PublicId
    AND TrialId = @TrialId;
