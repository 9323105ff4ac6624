SELECT
    InvitationId,
    AccountId,
    TokenHash,
    IssuedBy,
    IssuedAt,
    ExpiresAt,
    UsedAt
FROM Invitation
WHERE AccountId >= @First
    AND AccountId <= @Last
ORDER BY AccountId;
