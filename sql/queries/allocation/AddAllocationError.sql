INSERT INTO AllocationError (AllocationErrorId, PublicId, ParticipantId, Kind, Corrected, Reason, RecordedAt, AccountId)
VALUES (@AllocationErrorId, @PublicId, @ParticipantId, @Kind, @Corrected, @Reason, @RecordedAt, @AccountId);
