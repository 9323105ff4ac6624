using System.Runtime.CompilerServices;

namespace TrialData.Instruments;

/// <summary>An instrument made ready to score many forms: items by place, every short answer known in advance.</summary>
/// <remarks>Immutable, so that any number of threads may share one; each needs an <see cref="ScoringSheet"/> of its own.</remarks>
public sealed class Scorer
{
    private static readonly ConditionalWeakTable<InstrumentDefinition, Scorer> Known = [];

    private readonly Dictionary<string, int> places;

    private Scorer(InstrumentDefinition instrument)
    {
        Instrument = instrument;
        places = instrument.Items.Select((item, i) => (item.Code, i)).ToDictionary(pair => pair.Code, pair => pair.i, StringComparer.Ordinal);
        Items = [.. instrument.Items.Select(item => new PreparedItem(item, item.ShowIf is { } condition ? places[condition.Item] : -1))];
        Scores = [.. instrument.Scores.Select(score => new PreparedScore(score, [.. score.Items.Select(code => places[code])]))];
        HasConditions = Items.Any(item => item.Condition is not null);
    }

    /// <summary>The definition.</summary>
    public InstrumentDefinition Instrument { get; }

    internal PreparedItem[] Items { get; }

    internal PreparedScore[] Scores { get; }

    internal bool HasConditions { get; }

    /// <summary>The scorer of an instrument.</summary>
    /// <param name="instrument">The definition.</param>
    public static Scorer Of(InstrumentDefinition instrument) => Known.GetValue(instrument, definition => new Scorer(definition));

    /// <summary>A sheet on which nothing is answered.</summary>
    public ScoringSheet NewSheet() => new(this);

    internal bool TryPlace(string code, out int place) => places.TryGetValue(code, out place);
}

/// <summary>A score with its items by place and its rule in words.</summary>
internal sealed class PreparedScore(ScoreDefinition definition, int[] places)
{
    public ScoreDefinition Definition { get; } = definition;

    public int[] Places { get; } = places;

    public string InWords { get; } = definition.RuleInWords;
}
