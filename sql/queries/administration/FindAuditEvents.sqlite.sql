-- A pair: the first rows of an order are asked for in different places.
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
    Reason
FROM AuditEvent
WHERE Chain IN @Chains
    AND (@ActorName IS NULL OR ActorName = @ActorName)
    AND (@UseCase IS NULL OR UseCase = @UseCase)
    AND (@Field IS NULL OR Field = @Field)
    AND (@SubjectBegins IS NULL OR SUBSTRING(Subject, 1, @Letters) = @SubjectBegins)
    AND (@OccurredFrom IS NULL OR OccurredAt >= @OccurredFrom)
    AND (@OccurredTo IS NULL OR OccurredAt < @OccurredTo)
    AND (@Before IS NULL
        OR OccurredAt < (SELECT b.OccurredAt FROM AuditEvent AS b WHERE b.AuditEventId = @Before)
        OR (AuditEventId < @Before AND OccurredAt = (SELECT b.OccurredAt FROM AuditEvent AS b WHERE b.AuditEventId = @Before)))
ORDER BY
    OccurredAt DESC,
    AuditEventId DESC
LIMIT @Most;
