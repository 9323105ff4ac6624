SELECT
    ClusterAllocationId,
    SchemeId,
    SiteId,
    Cluster,
    Arm,
    Sequence,
    Line,
    AccountId
FROM ClusterAllocation
WHERE ClusterAllocationId >= @First
    AND ClusterAllocationId <= @Last
ORDER BY ClusterAllocationId;
