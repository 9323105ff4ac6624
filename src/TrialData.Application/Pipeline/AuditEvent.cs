namespace TrialData.Application.Pipeline;

/// <summary>That something was asked, by whom, and what came of it. Holds ids and codes; never an answer, an arm or a secret.</summary>
/// <param name="Result"><c>done</c>, or the code of the refusal.</param>
/// <param name="Subject">The object acted on, by its public number or code; null where there is none.</param>
public sealed record AuditEvent(
    DateTimeOffset OccurredAt,
    Guid CorrelationId,
    long? AccountId,
    string ActorName,
    string UseCase,
    string Result,
    long? TrialId,
    long? SiteId,
    string? Subject);

public interface IAuditLog
{
    Task AppendAsync(AuditEvent auditEvent, CancellationToken cancellation);
}

/// <summary>What a handler adds to the event of its use case: the trial, the site and the subject it acted on.</summary>
public sealed class AuditNote
{
    public long? TrialId { get; private set; }

    public long? SiteId { get; private set; }

    public string? Subject { get; private set; }

    public void On(long trialId, long? siteId = null, string? subject = null)
    {
        TrialId = trialId;
        SiteId = siteId;
        Subject = subject;
    }

    public void On(string subject) => Subject = subject;

    internal void Clear()
    {
        TrialId = null;
        SiteId = null;
        Subject = null;
    }
}
