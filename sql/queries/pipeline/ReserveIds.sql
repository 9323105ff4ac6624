UPDATE KeyBlock
SET NextId = NextId + @Count
WHERE KeyBlockId = 1;
SELECT NextId - @Count
FROM KeyBlock
WHERE KeyBlockId = 1;
