using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Entries;

/// <summary>Who has entered a paper form so far; nothing of what was entered.</summary>
[Requires(Permission.AdjudicateEntries), Reading]
public sealed record ShowEntries(string TrialCode, Guid ParticipantId, string VisitCode, string FormCode);

/// <param name="IsYours">Whether whoever asks made it.</param>
public sealed record MadeEntry(int Turn, string EnteredBy, DateTimeOffset EnteredAt, bool IsYours);

/// <param name="Entries">None, one or two, in the order of their turns.</param>
public sealed record ShownEntries(IReadOnlyList<MadeEntry> Entries)
{
    public bool HasBoth => Entries.Count > 1;

    public bool HasYours => Entries.Any(entry => entry.IsYours);
}

public sealed class ShowEntriesHandler(FormFinder finder, IFormEntries entries, RequestContext context) : IUseCase<ShowEntries, ShownEntries>
{
    public async Task<Outcome<ShownEntries>> HandleAsync(ShowEntries request, CancellationToken cancellation)
    {
        var found = await finder.FindToSettleAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        if (!found.Value.Form.DoubleEntry)
        {
            return new NotEnteredTwice(found.Value.Form.Code);
        }

        var (place, account) = (found.Value.Place, context.Actor.AccountId);
        var made = await entries.MadeAsync(place, (await entries.CurrentAsync(place, cancellation)).Number, cancellation);
        return new ShownEntries(made.Select(entry => new MadeEntry(entry.Turn, entry.EnteredBy, entry.EnteredAt, entry.AccountId == account)).ToList());
    }
}
