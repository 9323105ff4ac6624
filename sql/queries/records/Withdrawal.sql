SELECT
    WithdrawalId,
    ParticipantId,
    Kind,
    WithdrawnOn,
    DataUse,
    Reason,
    RecordedAt,
    AccountId
FROM Withdrawal
WHERE WithdrawalId >= @First
    AND WithdrawalId <= @Last
ORDER BY WithdrawalId;
