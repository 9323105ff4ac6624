INSERT INTO AllocationErrorDecision (AllocationErrorDecisionId, AllocationErrorId, IsApproved, Reason, DecidedAt, AccountId)
VALUES (@AllocationErrorDecisionId, @AllocationErrorId, @IsApproved, @Reason, @DecidedAt, @AccountId);
