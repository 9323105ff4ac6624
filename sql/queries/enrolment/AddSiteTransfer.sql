INSERT INTO SiteTransfer (SiteTransferId, ParticipantId, FromSiteId, ToSiteId, TransferredOn, Reason, RecordedAt, AccountId)
VALUES (@SiteTransferId, @ParticipantId, @FromSiteId, @ToSiteId, @TransferredOn, @Reason, @RecordedAt, @AccountId);
