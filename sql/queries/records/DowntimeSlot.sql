SELECT
    DowntimeSlotId,
    SchemeId,
    SiteId,
    Number,
    CodeHash,
    IssuedAt,
    AccountId
FROM DowntimeSlot
WHERE DowntimeSlotId >= @First
    AND DowntimeSlotId <= @Last
ORDER BY DowntimeSlotId;
