INSERT INTO Invitation (InvitationId, AccountId, TokenHash, IssuedBy, IssuedAt, ExpiresAt)
VALUES (@InvitationId, @AccountId, @TokenHash, @IssuedBy, @IssuedAt, @ExpiresAt);
