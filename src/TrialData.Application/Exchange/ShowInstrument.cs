using TrialData.Application.Pipeline;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>One instrument in full: what is asked, what is scored and how, and where it comes from. Needs no store.</summary>
/// <param name="Version">Null for the newest, a draft included.</param>
[OpenToAll]
public sealed record ShowInstrument(string Id, int? Version)
{
    /// <summary>A site's own wording, shown in the place of the labels; null for the labels that ship.</summary>
    public WordingFile? Wording { get; init; }
}

/// <param name="Json">The file's text.</param>
public sealed record WordingFile(string FileName, string Json);

public sealed record FaultyWording(string FileName, int Count)
    : Refusal("instrument.faulty-wording", Invariant($"{FileName} is no sound wording of the instrument: {Count} {(Count == 1 ? "fault" : "faults")}."));

public sealed record ShownInstrument(
    InstrumentSummary Summary,
    string Reference,
    string Licence,
    string? Recall,
    string Rater,
    string? Notes,
    IReadOnlyList<ShownItem> Items,
    IReadOnlyList<ShownScore> Scores);

/// <param name="Answers">What can be answered, in words.</param>
/// <param name="Condition">When it is asked; null where it always is.</param>
public sealed record ShownItem(string Code, string Label, string Answers, bool IsReversed, bool IsRequired, string? Condition);

/// <param name="Rule">How the value is made, missing rule included.</param>
/// <param name="Bands">Named parts of the range: <c>0 to 4 minimal</c>.</param>
public sealed record ShownScore(string Id, string Label, string Rule, string Range, string Direction, IReadOnlyList<string> Items, IReadOnlyList<string> Bands);

public sealed class ShowInstrumentHandler : IUseCase<ShowInstrument, ShownInstrument>
{
    public Task<Outcome<ShownInstrument>> HandleAsync(ShowInstrument request, CancellationToken cancellation)
    {
        var found = Find(request.Id, request.Version);
        return Task.FromResult(found is null
            ? new NoSuchInstrument(request.Id, request.Version)
            : request.Wording is { } wording ? InWordingOf(wording, found) : Of(found));
    }

    // What is only looked at may be a draft.
    private static InstrumentDefinition? Find(string id, int? version) => DefinitionCatalogue.Shipped.All.LastOrDefault(each =>
        string.Equals(each.Id, id, StringComparison.Ordinal) && (version is null || each.Version == version));

    private static Outcome<ShownInstrument> InWordingOf(WordingFile file, InstrumentDefinition definition)
    {
        var reading = Wording.Parse(file.Json, (id, version) => Find(id, version));
        var faults = reading.Faults.Select(fault => new Fault(fault.Path, fault.Value, fault.Reason)).ToList();
        if (faults.Count == 0 && (reading.Value.Instrument != definition.Id || reading.Value.Version != definition.Version))
        {
            faults.Add(new Fault("$.instrument", Invariant($"{reading.Value.Instrument} version {reading.Value.Version}"), Invariant($"is not {definition.Id} version {definition.Version}")));
        }

        return faults.Count > 0
            ? new FaultyWording(file.FileName, faults.Count).Listing(faults)
            : Of(reading.Value.Of(definition)) with { Licence = reading.Value.Licence };
    }

    private static ShownInstrument Of(InstrumentDefinition definition) => new(
        ListInstrumentsHandler.SummaryOf(definition),
        definition.Reference,
        definition.Licence,
        definition.Recall,
        definition.Rater is Rater.Self ? "the participant" : "an observer",
        definition.Notes,
        [.. definition.Items.Select(item => new ShownItem(item.Code, item.Label, AnswersOf(item), item.Reversed, item.Required, ConditionOf(item.ShowIf)))],
        [
            .. definition.Scores.Select(score => new ShownScore(
                score.Id, score.Label, score.RuleInWords, score.Range.ToString(), DirectionOf(score.Direction), score.Items, [.. score.Bands.Select(band => $"{new NumberRange(band.From, band.To)} {band.Label}")])),
            .. definition.Sustained.Select(each => new ShownScore(
                each.Id, each.Label, Invariant($"true where {each.Criterion} was 1 for {each.Days} days"), "0 to 1", DirectionOf(Direction.HigherIsBetter), [each.Criterion], [])),
        ]);

    private static string AnswersOf(ItemDefinition item) => item.Type switch
    {
        ItemType.Choice => InWords(item.Choices),
        ItemType.Choices => $"one or more of {InWords(item.Choices)}",
        ItemType.Integer => NumberOf("whole number", item),
        ItemType.Decimal => NumberOf("number", item),
        ItemType.Boolean => "yes or no",
        ItemType.Date => "day",
        ItemType.PartialDate => "day, month or year",
        ItemType.Instant => "day and time",
        ItemType.Text => "text",
    };

    // A site's wording may name steps of the scale; codes that say nothing is known lie outside it.
    private static string NumberOf(string what, ItemDefinition item)
    {
        var (missing, steps) = (item.Choices.Where(choice => choice.Missing).ToList(), item.Choices.Where(choice => !choice.Missing).ToList());
        var limits = item.Numbers is { } range ? $" from {range}" : string.Empty;
        return $"{what}{limits}{(steps.Count > 0 ? $": {InWords(steps)}" : string.Empty)}{(missing.Count > 0 ? $"; or {InWords(missing)}" : string.Empty)}";
    }

    private static string InWords(IEnumerable<Choice> choices) =>
        string.Join("; ", choices.Select(choice => $"{choice.Value} = {choice.Label}{(choice.Missing ? " (missing)" : string.Empty)}"));

    private static string? ConditionOf(ShowIf? condition) => condition is null
        ? null
        : $"{(condition.Unless ? "unless" : "if")} {condition.Item} is {string.Join(" or ", condition.Values)}";

    private static string DirectionOf(Direction direction) => direction switch
    {
        Direction.HigherIsBetter => "higher is better",
        Direction.HigherIsWorse => "higher is worse",
        Direction.Neither => "neither end is better",
    };
}
