SELECT
    SchemeId,
    PublicId,
    TrialId,
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
WHERE SchemeId >= @First
    AND SchemeId <= @Last
ORDER BY SchemeId;
