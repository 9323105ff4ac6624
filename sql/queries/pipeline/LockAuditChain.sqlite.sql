-- A pair: a server takes the lock of a row with its first change; on SQLite the transaction holds the only one there is.
SELECT
    Chain,
    LastSequence,
    LastHash
FROM AuditChain
WHERE Chain = @Chain;
