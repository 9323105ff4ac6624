INSERT INTO Form (FormId, ParticipantId, VisitId, Code, Instrument, InstrumentVersion, Version, CompletedOn, SavedAt)
VALUES (@FormId, @ParticipantId, @VisitId, @Code, @Instrument, @InstrumentVersion, 1, @CompletedOn, @SavedAt);
