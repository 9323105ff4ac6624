SELECT
    SchemeId,
    PublicId,
    Design,
    Commitment,
    SealedSecret,
    SealedList,
    SealedAt,
    SealedBy,
    Nonce,
    RevealAskedBy,
    RevealedAt
FROM Scheme
WHERE TrialId = @TrialId;
