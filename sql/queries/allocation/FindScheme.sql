SELECT
    SchemeId,
    PublicId,
    Commitment,
    SealedSecret
FROM Scheme
WHERE TrialId = @TrialId;
