INSERT INTO Scheme (SchemeId, PublicId, TrialId, Design, Commitment, SealedSecret, SealedAt, SealedBy)
VALUES (@SchemeId, @PublicId, @TrialId, @Design, @Commitment, @SealedSecret, @SealedAt, @SealedBy);
