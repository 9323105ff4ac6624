using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>A set of instrument definitions, found by id and version.</summary>
public sealed class DefinitionCatalogue
{
    private static readonly Lazy<DefinitionCatalogue> LazyShipped = new(LoadShipped);

    /// <summary>Gathers definitions.</summary>
    /// <param name="definitions">The definitions in any order.</param>
    /// <exception cref="ArgumentException">Two definitions share id and version.</exception>
    public DefinitionCatalogue(IEnumerable<InstrumentDefinition> definitions)
    {
        All = [.. definitions.OrderBy(definition => definition.Id, StringComparer.Ordinal).ThenBy(definition => definition.Version)];
        if (All.GroupBy(definition => (definition.Id, definition.Version)).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException(Invariant($"{twice.Key.Id} version {twice.Key.Version} is defined more than once."), nameof(definitions));
        }
    }

    /// <summary>The definitions that come with the product. Read once, at the first use.</summary>
    public static DefinitionCatalogue Shipped => LazyShipped.Value;

    /// <summary>Every definition by id, versions rising.</summary>
    public IReadOnlyList<InstrumentDefinition> All { get; }

    /// <summary>Every value set that the definitions may use.</summary>
    public IReadOnlyList<ValueSet> ValueSets { get; private init; } = [];

    /// <summary>Finds a value set.</summary>
    /// <param name="id">The set, compared by case.</param>
    /// <returns>The set; null where there is none.</returns>
    public ValueSet? FindValueSet(string id) => ValueSets.FirstOrDefault(set => set.Id == id);

    /// <summary>Finds a released definition. A draft is in <see cref="All"/> alone: what asks here means to use what it finds.</summary>
    /// <param name="id">The instrument, compared by case.</param>
    /// <param name="version">The version; null for the newest.</param>
    /// <returns>The definition; null where there is none, or only a draft.</returns>
    public InstrumentDefinition? Find(string id, int? version = null) => All.LastOrDefault(definition =>
        definition.Id == id && definition.Status is DefinitionStatus.Released && (version is null || definition.Version == version));

    /// <summary>Whether a file differs from the one that was released under its name.</summary>
    /// <param name="definition">What the file holds.</param>
    /// <param name="json">The file's text.</param>
    public static bool IsChanged(InstrumentDefinition definition, string json) =>
        ShippedFiles.Released().TryGetValue(Invariant($"{definition.Id}.v{definition.Version}.json"), out var digest) && digest != ShippedFiles.DigestOf(json);

    // A shipped file with a fault is a defect of the build; a test loads them all.
    private static DefinitionCatalogue LoadShipped()
    {
        var files = ShippedFiles.All();
        var valueSets = files
            .Where(file => file.Name.StartsWith(ShippedFiles.ValueSets, StringComparison.Ordinal))
            .Select(file => Named(ValueSet.Parse(file.Text).Value, file.Name, set => Invariant($"{ShippedFiles.ValueSets}{set.Id}.v{set.Version}.json")))
            .ToDictionary(set => set.Id, StringComparer.Ordinal);
        var definitions = files
            .Where(file => !file.Name.StartsWith(ShippedFiles.ValueSets, StringComparison.Ordinal))
            .Select(file => Named(
                InstrumentDefinition.Parse(file.Text, valueSets.GetValueOrDefault).Value,
                file.Name,
                definition => Invariant($"{definition.Id}.v{definition.Version}.json")));
        return new DefinitionCatalogue(definitions)
        {
            ValueSets = [.. valueSets.Values],
        };
    }

    private static T Named<T>(T definition, string name, Func<T, string> nameOf) => name == nameOf(definition)
        ? definition
        : throw new InvalidOperationException($"{name} holds what belongs into {nameOf(definition)}.");
}
