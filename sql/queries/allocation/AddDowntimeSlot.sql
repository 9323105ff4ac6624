INSERT INTO DowntimeSlot (DowntimeSlotId, SchemeId, SiteId, Number, CodeHash, IssuedAt, AccountId)
VALUES (@DowntimeSlotId, @SchemeId, @SiteId, @Number, @CodeHash, @IssuedAt, @AccountId);
