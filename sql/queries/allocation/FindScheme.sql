SELECT
    SchemeId,
    PublicId,
    Design,
    Commitment,
    SealedSecret
FROM Scheme
WHERE TrialId = @TrialId;
