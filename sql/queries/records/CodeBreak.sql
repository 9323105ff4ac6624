SELECT
    CodeBreakId,
    PublicId,
    TrialId,
    ParticipantId,
    Kind,
    IsByHand,
    Learned,
    BrokenOn,
    Reason,
    RecordedAt,
    AccountId
FROM CodeBreak
WHERE CodeBreakId >= @First
    AND CodeBreakId <= @Last
ORDER BY CodeBreakId;
