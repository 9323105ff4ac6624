INSERT INTO FormLink (FormLinkId, ParticipantId, VisitId, Codes, TokenHash, IssuedBy, IssuedAt, ExpiresAt)
VALUES (@FormLinkId, @ParticipantId, @VisitId, @Codes, @TokenHash, @IssuedBy, @IssuedAt, @ExpiresAt);
