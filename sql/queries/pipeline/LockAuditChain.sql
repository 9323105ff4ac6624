UPDATE AuditChain
SET LastSequence = LastSequence
WHERE Chain = @Chain;
SELECT
    Chain,
    LastSequence,
    LastHash
FROM AuditChain
WHERE Chain = @Chain;
