using TrialData.Application.Pipeline;
using TrialData.Instruments;

namespace TrialData.Application.Exchange;

/// <summary>The instruments and logs that ship, drafts included, in the order of their ids. Needs no store.</summary>
[OpenToAll]
public sealed record ListInstruments;

public sealed record InstrumentList(IReadOnlyList<InstrumentSummary> Instruments);

/// <param name="OpenQuestion">What must be found out before a draft can be used; null for a released one.</param>
public sealed record InstrumentSummary(
    string Id, int Version, string Title, bool IsDraft, bool IsLog, int Items, IReadOnlyList<string> Scores, string? OpenQuestion);

public sealed class ListInstrumentsHandler : IUseCase<ListInstruments, InstrumentList>
{
    public Task<Outcome<InstrumentList>> HandleAsync(ListInstruments request, CancellationToken cancellation) =>
        Task.FromResult<Outcome<InstrumentList>>(new InstrumentList([.. DefinitionCatalogue.Shipped.All.Select(SummaryOf)]));

    internal static InstrumentSummary SummaryOf(InstrumentDefinition definition) => new(
        definition.Id,
        definition.Version,
        definition.Title,
        definition.Status is DefinitionStatus.Draft,
        definition.Repeats,
        definition.Items.Count,
        [.. definition.Scores.Select(score => score.Id)],
        definition.OpenQuestion);
}
