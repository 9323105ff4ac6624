SELECT
    SchemeId,
    PublicId,
    Design,
    Commitment,
    SealedSecret,
    SealedAt,
    SealedBy,
    Nonce,
    RevealAskedBy,
    RevealedAt
FROM Scheme
WHERE TrialId = @TrialId;
