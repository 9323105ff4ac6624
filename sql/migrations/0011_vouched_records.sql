-- Events vouch for the rows their requests touched; ids of rows that tell an arm come from a sequence of their own.
ALTER TABLE AuditEvent ADD Records longtext NULL;
--;;
INSERT INTO KeyBlock (KeyBlockId, NextId)
VALUES (2, 4611686018427387904);
