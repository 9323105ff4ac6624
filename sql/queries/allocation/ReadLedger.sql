SELECT Line
FROM (
    SELECT
        Sequence,
        Line
    FROM ClusterAllocation
    WHERE SchemeId = @SchemeId
    UNION ALL
    SELECT
        Sequence,
        Line
    FROM LedgerLine
    WHERE SchemeId = @SchemeId
) AS l
WHERE Sequence >= @First
    AND Sequence <= @Last
ORDER BY Sequence;
