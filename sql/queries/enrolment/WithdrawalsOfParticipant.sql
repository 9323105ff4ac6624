SELECT
    Kind,
    WithdrawnOn,
    DataUse
FROM Withdrawal
WHERE ParticipantId = @ParticipantId
ORDER BY RecordedAt, WithdrawalId;
