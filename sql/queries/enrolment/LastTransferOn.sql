SELECT MAX(TransferredOn) AS LastOn
FROM SiteTransfer
WHERE ParticipantId = @ParticipantId;
