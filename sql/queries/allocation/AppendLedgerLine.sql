INSERT INTO LedgerLine (LedgerLineId, SchemeId, Sequence, ParticipantId, Kind, Line)
VALUES (@LedgerLineId, @SchemeId, @Sequence, @ParticipantId, @Kind, @Line);
UPDATE LedgerHead
SET
    LastSequence = @Sequence,
    LastHash = @Hash
WHERE SchemeId = @SchemeId;
