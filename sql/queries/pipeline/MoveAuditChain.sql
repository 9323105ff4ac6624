UPDATE AuditChain
SET
    LastSequence = @Sequence,
    LastHash = @Hash
WHERE Chain = @Chain;
