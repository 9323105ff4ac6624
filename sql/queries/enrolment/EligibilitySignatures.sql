SELECT
    ParticipantId,
    AnswersSha256,
    SignerName,
    SignedAt,
    AccountId
FROM EligibilitySignature
WHERE ParticipantId = @ParticipantId
ORDER BY EligibilitySignatureId;
