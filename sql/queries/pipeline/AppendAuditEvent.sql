INSERT INTO AuditEvent (
    AuditEventId, OccurredAt, CorrelationId, AccountId, ActorName, UseCase, Result, TrialId, SiteId, Subject)
VALUES (
    @AuditEventId, @OccurredAt, @CorrelationId, @AccountId, @ActorName, @UseCase, @Result, @TrialId, @SiteId, @Subject);
