SELECT
    c.Cluster,
    s.Code AS Site,
    c.Arm
FROM ClusterAllocation AS c
INNER JOIN Site AS s ON s.SiteId = c.SiteId
WHERE s.TrialId = @TrialId
ORDER BY c.Sequence;
