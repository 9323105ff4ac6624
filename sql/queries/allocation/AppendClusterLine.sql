INSERT INTO ClusterAllocation (ClusterAllocationId, SchemeId, SiteId, Cluster, Arm, Sequence, Line, AccountId)
VALUES (@ClusterAllocationId, @SchemeId, @SiteId, @Cluster, @Arm, @Sequence, @Line, @AccountId);
UPDATE LedgerHead
SET
    LastSequence = @Sequence,
    LastHash = @Hash
WHERE SchemeId = @SchemeId;
