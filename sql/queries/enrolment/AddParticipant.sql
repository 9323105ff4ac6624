INSERT INTO Participant (
    ParticipantId, PublicId, TrialId, SiteId, Number, ProtocolVersion, Status, ScreenedOn, ExclusionCriterion, ConsentedAt, EnrolledOn, Cluster)
VALUES (
    @ParticipantId, @PublicId, @TrialId, @SiteId, @Number, @ProtocolVersion, @Status, @ScreenedOn, @ExclusionCriterion, @ConsentedAt, @EnrolledOn, @Cluster);
