SELECT
    SchemeId,
    PublicId,
    TrialId,
    Design,
    Commitment,
    SealedSecret,
    SealedAt
FROM Scheme
WHERE SchemeId >= @First
    AND SchemeId <= @Last
ORDER BY SchemeId;
