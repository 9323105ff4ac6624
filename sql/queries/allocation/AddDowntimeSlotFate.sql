INSERT INTO DowntimeSlotFate (DowntimeSlotFateId, DowntimeSlotId, Fate, ParticipantId, OpenedOn, Reason, RecordedAt, AccountId)
VALUES (@DowntimeSlotFateId, @DowntimeSlotId, @Fate, @ParticipantId, @OpenedOn, @Reason, @RecordedAt, @AccountId);
