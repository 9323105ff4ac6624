using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Administration;

/// <summary>Which events a reader asks for; what is null restricts nothing.</summary>
public sealed record AuditQuestion
{
    public const int MostEvents = 1000;

    public string? ActorName { get; init; }

    public string? UseCase { get; init; }

    /// <summary>Everything about a participant or form begins alike: <c>S1-0007</c>.</summary>
    public string? SubjectBegins { get; init; }

    public string? Field { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Itself outside.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Events before this one: <see cref="AuditPage.Next"/> of an earlier answer.</summary>
    public long? Before { get; init; }

    public int Most { get; init; } = MostEvents;
}

public sealed class AuditQuestionValidator : AbstractValidator<AuditQuestion>
{
    private const int LongestText = 200;

    public AuditQuestionValidator()
    {
        RuleFor(q => q.Most).InclusiveBetween(1, AuditQuestion.MostEvents);
        RuleFor(q => q.SubjectBegins).MaximumLength(LongestText);
    }
}

/// <param name="Next">Asks for the events before these; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<ReadEvent> Events, long? Next);

/// <param name="Role">The role in which the actor acted.</param>
/// <param name="Result"><c>done</c>, or the code of the refusal.</param>
/// <param name="Site">The code of the site; null where the event is of none.</param>
/// <param name="Reason">Null where none was given, and where the reader is blinded.</param>
/// <param name="HasReason">Whether one was given.</param>
public sealed record ReadEvent(
    DateTimeOffset OccurredAt, string Actor, string? Role, string UseCase, string Result, string? Site, string? Subject, string? Field,
    string? OldValue, string? NewValue, string? Reason, bool HasReason, string Chain, long Sequence, Guid CorrelationId);

/// <param name="Number">Falls from event to event of an answer.</param>
public sealed record ListedEvent(long Number, StoredEvent Stored);

public interface IAuditReader
{
    /// <summary>The newest events of some chains, newest first.</summary>
    Task<IReadOnlyList<ListedEvent>> FindAsync(IReadOnlyList<AuditChain> chains, AuditQuestion question, CancellationToken cancellation);
}

/// <summary>Shows events to somebody: without the reasons that a blinded reader must not see.</summary>
public sealed class AuditView(IAuditReader reader)
{
    /// <param name="sites">Those whose codes are shown.</param>
    /// <param name="seesReasons">Whether the reader sees reasons given at a site, or at none.</param>
    public async Task<AuditPage> ReadAsync(
        IReadOnlyList<AuditChain> chains, AuditQuestion question, IEnumerable<Site> sites, Func<long?, bool> seesReasons, CancellationToken cancellation)
    {
        var found = await reader.FindAsync(chains, question, cancellation);
        var codes = sites.ToDictionary(site => site.SiteId, site => site.Code);
        return new AuditPage(
            [.. found.Select(each => Shown(each.Stored, codes, seesReasons(each.Stored.Event.SiteId)))],
            found.Count == question.Most ? found[^1].Number : null);
    }

    private static ReadEvent Shown(StoredEvent stored, Dictionary<long, string> codes, bool withReason)
    {
        var seen = stored.Event;
        return new ReadEvent(
            seen.OccurredAt, seen.ActorName, seen.Role, seen.UseCase, seen.Result, seen.SiteId is { } site ? codes.GetValueOrDefault(site) : null, seen.Subject,
            seen.Field, seen.OldValue, seen.NewValue, withReason ? seen.Reason : null, seen.Reason is not null, seen.Chain.Name, stored.Sequence, seen.CorrelationId);
    }
}
