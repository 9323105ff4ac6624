SELECT
    LedgerLineId,
    SchemeId,
    Sequence,
    ParticipantId,
    Kind,
    Line
FROM LedgerLine
WHERE LedgerLineId >= @First
    AND LedgerLineId <= @Last
ORDER BY LedgerLineId;
