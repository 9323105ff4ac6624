INSERT INTO AuditEvent (
    AuditEventId, Chain, Sequence, OccurredAt, CorrelationId, AccountId, ActorName, ActorRole, UseCase, Result,
    TrialId, SiteId, Subject, Field, OldValue, NewValue, Reason, Evidence, Digest, Hash)
VALUES (
    @AuditEventId, @Chain, @Sequence, @OccurredAt, @CorrelationId, @AccountId, @ActorName, @ActorRole, @UseCase, @Result,
    @TrialId, @SiteId, @Subject, @Field, @OldValue, @NewValue, @Reason, @Evidence, @Digest, @Hash);
UPDATE AuditChain
SET
    LastSequence = @Sequence,
    LastHash = @Hash
WHERE Chain = @Chain;
