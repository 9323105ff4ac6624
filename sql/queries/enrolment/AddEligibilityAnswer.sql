INSERT INTO EligibilityAnswer (ParticipantId, Criterion, Answer)
VALUES (@ParticipantId, @Criterion, @Answer);
