INSERT INTO Allocation (
    AllocationId, PublicId, TrialId, SiteId, ParticipantId, Arm, Origin, SchemeId, Stratum, SequenceInStratum, AllocatedOn, RecordedAt, AccountId)
VALUES (
    @AllocationId, @PublicId, @TrialId, @SiteId, @ParticipantId, @Arm, @Origin, @SchemeId, @Stratum, @SequenceInStratum, @AllocatedOn, @RecordedAt, @AccountId);
