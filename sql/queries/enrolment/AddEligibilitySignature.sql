INSERT INTO EligibilitySignature (EligibilitySignatureId, ParticipantId, AnswersSha256, SignerName, SignedAt, AccountId)
VALUES (@EligibilitySignatureId, @ParticipantId, @AnswersSha256, @SignerName, @SignedAt, @AccountId);
