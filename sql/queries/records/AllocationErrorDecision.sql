SELECT
    AllocationErrorDecisionId,
    AllocationErrorId,
    IsApproved,
    Reason,
    DecidedAt,
    AccountId
FROM AllocationErrorDecision
WHERE AllocationErrorDecisionId >= @First
    AND AllocationErrorDecisionId <= @Last
ORDER BY AllocationErrorDecisionId;
