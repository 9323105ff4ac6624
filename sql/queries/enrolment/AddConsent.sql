INSERT INTO Consent (ConsentId, ParticipantId, ConsentForm, ConsentedOn, RecordedAt, AccountId)
VALUES (@ConsentId, @ParticipantId, @ConsentForm, @ConsentedOn, @RecordedAt, @AccountId);
