INSERT INTO Withdrawal (WithdrawalId, ParticipantId, Kind, WithdrawnOn, DataUse, Reason, RecordedAt, AccountId)
VALUES (@WithdrawalId, @ParticipantId, @Kind, @WithdrawnOn, @DataUse, @Reason, @RecordedAt, @AccountId);
