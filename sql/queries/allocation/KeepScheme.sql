UPDATE Scheme
SET
    Nonce = @Nonce,
    RevealAskedBy = @RevealAskedBy,
    RevealedAt = @RevealedAt
WHERE SchemeId = @SchemeId;
