SELECT
    SchemeId,
    PublicId,
    TrialId,
    Design,
    Commitment,
    SealedSecret,
    SealedAt,
    SealedBy,
    Nonce,
    RevealAskedBy,
    RevealedAt
FROM Scheme
WHERE SchemeId >= @First
    AND SchemeId <= @Last
ORDER BY SchemeId;
