INSERT INTO Scheme (SchemeId, PublicId, TrialId, Design, Commitment, SealedSecret, SealedList, SealedAt, SealedBy)
VALUES (@SchemeId, @PublicId, @TrialId, @Design, @Commitment, @SealedSecret, @SealedList, @SealedAt, @SealedBy);
