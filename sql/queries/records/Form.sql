SELECT
    FormId,
    ParticipantId,
    VisitId,
    Code,
    Instrument,
    InstrumentVersion,
    Version,
    CompletedOn,
    SavedAt,
    Instance,
    Mode,
    VoidedAt
FROM Form
WHERE FormId >= @First
    AND FormId <= @Last
ORDER BY FormId;
