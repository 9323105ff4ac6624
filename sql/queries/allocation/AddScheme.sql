INSERT INTO Scheme (SchemeId, PublicId, TrialId, Design, Commitment, SealedSecret, SealedAt)
VALUES (@SchemeId, @PublicId, @TrialId, @Design, @Commitment, @SealedSecret, @SealedAt);
