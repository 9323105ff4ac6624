INSERT INTO CodeBreak (CodeBreakId, PublicId, TrialId, ParticipantId, Kind, IsByHand, Learned, BrokenOn, Reason, RecordedAt, AccountId)
VALUES (@CodeBreakId, @PublicId, @TrialId, @ParticipantId, @Kind, @IsByHand, @Learned, @BrokenOn, @Reason, @RecordedAt, @AccountId);
