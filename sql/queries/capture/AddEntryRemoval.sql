INSERT INTO EntryRemoval (EntryRemovalId, ParticipantId, VisitId, Code, Round, Reason, RemovedAt, AccountId)
VALUES (@EntryRemovalId, @ParticipantId, @VisitId, @Code, @Round, @Reason, @RemovedAt, @AccountId);
