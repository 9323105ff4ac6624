UPDATE Form
SET
    Version = @Version,
    Instrument = @Instrument,
    InstrumentVersion = @InstrumentVersion,
    CompletedOn = @CompletedOn,
    Mode = @Mode,
    SavedAt = @SavedAt
WHERE FormId = @FormId
    AND Version = @Version - 1;
