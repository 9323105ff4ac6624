INSERT INTO EligibilityWaiver (EligibilityWaiverId, ParticipantId, Criterion, Reason, WaivedAt, AccountId)
VALUES (@EligibilityWaiverId, @ParticipantId, @Criterion, @Reason, @WaivedAt, @AccountId);
