SELECT
    Chain,
    LastSequence,
    LastHash
FROM AuditChain
ORDER BY Chain;
