SELECT
    ParticipantId,
    AnswersSha256,
    SignerName,
    SignedAt,
    AccountId
FROM EligibilitySignature
WHERE ParticipantId IN @ParticipantIds
ORDER BY EligibilitySignatureId;
