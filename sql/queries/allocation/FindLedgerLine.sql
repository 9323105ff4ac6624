SELECT Line
FROM LedgerLine
WHERE ParticipantId = @ParticipantId
    AND Kind IN ('Allocated', 'Manual');
