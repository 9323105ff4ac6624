SELECT
    FormLinkId,
    ParticipantId,
    VisitId,
    Codes,
    TokenHash,
    IssuedBy,
    IssuedAt,
    ExpiresAt,
    UsedAt,
    RevokedAt
FROM FormLink
WHERE FormLinkId >= @First
    AND FormLinkId <= @Last
ORDER BY FormLinkId;
