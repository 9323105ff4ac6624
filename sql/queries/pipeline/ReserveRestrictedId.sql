UPDATE KeyBlock
SET NextId = NextId + 1
WHERE KeyBlockId = 2;
SELECT NextId - 1
FROM KeyBlock
WHERE KeyBlockId = 2;
