INSERT INTO AuditChain (Chain, LastSequence, LastHash)
SELECT @Chain, 0, @LastHash
WHERE NOT EXISTS (
    SELECT 1
    FROM AuditChain
    WHERE Chain = @Chain);
