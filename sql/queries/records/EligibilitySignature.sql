SELECT
    EligibilitySignatureId,
    ParticipantId,
    AnswersSha256,
    SignerName,
    SignedAt,
    AccountId
FROM EligibilitySignature
WHERE EligibilitySignatureId >= @First
    AND EligibilitySignatureId <= @Last
ORDER BY EligibilitySignatureId;
