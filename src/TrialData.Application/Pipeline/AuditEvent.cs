namespace TrialData.Application.Pipeline;

/// <summary>
/// That something was asked, by whom, and what came of it; or one field that changed. An open event holds no answer, arm or
/// secret; an arm stands in the restricted partition alone.
/// </summary>
/// <param name="Role">The role in which the actor acted; null where none was held.</param>
/// <param name="Result"><c>done</c>, or the code of the refusal.</param>
/// <param name="Subject">The object acted on, by its public number or code; null where there is none.</param>
/// <param name="Field">The field that changed; null for the event of the use case itself.</param>
/// <param name="Evidence">The rows whose content the event vouches for: <c>form:12:3</c> or <c>allocation:7</c>.</param>
/// <param name="Digest">SHA-256 of those rows; null like <paramref name="Evidence"/>.</param>
/// <param name="Records">The records that the request touched, each with its digest (<see cref="RecordDigests"/>); null where it touched none.</param>
public sealed record AuditEvent(
    AuditChain Chain,
    DateTimeOffset OccurredAt,
    Guid CorrelationId,
    long? AccountId,
    string ActorName,
    string? Role,
    string UseCase,
    string Result,
    long? TrialId,
    long? SiteId,
    string? Subject,
    string? Field = null,
    string? OldValue = null,
    string? NewValue = null,
    string? Reason = null,
    string? Evidence = null,
    string? Digest = null,
    string? Records = null);

/// <summary>Events in one unbroken sequence: one for each site, one for each trial, one for the installation, and the restricted one of each trial.</summary>
public readonly record struct AuditChain(string Name)
{
    private const string InstallationName = "installation";
    private const string RestrictedPrefix = "restricted:";

    public static AuditChain Installation { get; } = new(InstallationName);

    /// <summary>The chain of what happened at a site, else in a trial, else in the installation.</summary>
    public static AuditChain Of(long? trialId, long? siteId) => (trialId, siteId) switch
    {
        (_, { } site) => new(FormattableString.Invariant($"site:{site}")),
        ({ } trial, null) => new(FormattableString.Invariant($"trial:{trial}")),
        _ => Installation,
    };

    /// <summary>The chain of a trial that blinded roles never see.</summary>
    public static AuditChain RestrictedOf(long trialId) => new(FormattableString.Invariant($"{RestrictedPrefix}{trialId}"));

    /// <summary>Whether blinded roles never see the chain.</summary>
    public bool IsRestricted => Name.StartsWith(RestrictedPrefix, StringComparison.Ordinal);

    public override string ToString() => Name;
}

public interface IAuditLog
{
    /// <summary>Appends events in the order given, each to its chain.</summary>
    Task AppendAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellation);
}
