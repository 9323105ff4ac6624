SELECT
    AuditEventId,
    Chain,
    Sequence,
    OccurredAt,
    CorrelationId,
    AccountId,
    ActorName,
    ActorRole,
    UseCase,
    Result,
    TrialId,
    SiteId,
    Subject,
    Field,
    OldValue,
    NewValue,
    Reason,
    Evidence,
    Digest,
    Records,
    Hash
FROM AuditEvent
ORDER BY
    Chain,
    Sequence,
    AuditEventId;
