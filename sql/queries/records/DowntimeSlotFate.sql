SELECT
    DowntimeSlotFateId,
    DowntimeSlotId,
    Fate,
    ParticipantId,
    OpenedOn,
    Reason,
    RecordedAt,
    AccountId
FROM DowntimeSlotFate
WHERE DowntimeSlotFateId >= @First
    AND DowntimeSlotFateId <= @Last
ORDER BY DowntimeSlotFateId;
