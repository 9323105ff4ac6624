using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Entries;

/// <summary>What two people entered differently from one paper form, once both are in.</summary>
[Requires(Permission.AdjudicateEntries), Reading]
public sealed record CompareEntries(string TrialCode, Guid ParticipantId, string VisitCode, string FormCode);

public sealed class CompareEntriesHandler(FormFinder finder, EntryDesk desk) : IUseCase<CompareEntries, EntryComparison>
{
    public async Task<Outcome<EntryComparison>> HandleAsync(CompareEntries request, CancellationToken cancellation)
    {
        var found = await finder.FindToSettleAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var both = await desk.BothAsync(found.Value, cancellation);
        return both.IsRefused ? both.Refusal! : both.Value.Comparison;
    }
}
