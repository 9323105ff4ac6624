INSERT INTO Form (FormId, ParticipantId, VisitId, Code, Instance, Instrument, InstrumentVersion, Version, CompletedOn, Mode, SavedAt)
VALUES (@FormId, @ParticipantId, @VisitId, @Code, @Instance, @Instrument, @InstrumentVersion, @Version, @CompletedOn, @Mode, @SavedAt);
