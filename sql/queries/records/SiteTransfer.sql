SELECT
    SiteTransferId,
    ParticipantId,
    FromSiteId,
    ToSiteId,
    TransferredOn,
    Reason,
    RecordedAt,
    AccountId
FROM SiteTransfer
WHERE SiteTransferId >= @First
    AND SiteTransferId <= @Last
ORDER BY SiteTransferId;
