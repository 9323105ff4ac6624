using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>A way to randomise: arms with ratios, what participants are told apart by, and the rule.</summary>
/// <remarks>
/// <para>
/// An allocation is a function of design, draws and history, and of the history only the counters of a few named cells are needed:
/// <see cref="CellsOf"/> names the cells that a participant's levels lead to, <see cref="Allocate"/> gives arm and new counters.
/// Cells that nobody has been counted in hold <see cref="Start"/>. The cost does not depend on how many were allocated before.
/// </para>
/// <para>
/// Keep design, counters and draws from whoever enrols (CONSORT 2025 item 18, SPIRIT 2025 item 16b): with them, the next allocation
/// can be guessed.
/// </para>
/// </remarks>
public abstract class SchemeDesign
{
    private protected SchemeDesign(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> factors)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(factors);
        Arms = [.. arms];
        Factors = [.. factors];
    }

    /// <summary>The arms with their shares, in the order that replay depends on.</summary>
    public IReadOnlyList<ArmRatio> Arms { get; }

    /// <summary>What participants are told apart by, in the order that the names of cells depend on; may be empty.</summary>
    public IReadOnlyList<Factor> Factors { get; }

    /// <summary>Name and version of the construction, such as <c>permuted blocks 2</c>. A construction never changes under its name.</summary>
    public abstract string Procedure { get; }

    /// <summary>The counters of a cell that nobody has been counted in.</summary>
    public abstract IReadOnlyList<int> Start { get; }

    /// <summary>
    /// Whether an allocation that was made otherwise, from a downtime slot, is counted in the participant's cells. True where later
    /// allocations answer to the balance reached; false where a stratum has a sequence of its own, which such a slot leaves alone.
    /// </summary>
    public abstract bool CountsDowntime { get; }

    /// <summary>The shares that the arms are split into: the arm of each, in order. Without shares, simply the arms.</summary>
    internal abstract IReadOnlyList<int> ArmOfShare { get; }

    /// <summary>Finds what is wrong with a participant's levels.</summary>
    /// <param name="levels">Level by name of factor.</param>
    /// <returns>Every fault; empty if each factor of the design has a level that the design knows, and there is nothing else.</returns>
    public IReadOnlyList<DesignFault> CheckLevels(IReadOnlyDictionary<string, string> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return FactorCheck.FaultsOf(levels, Factors);
    }

    /// <summary>The cells that an allocation rests on, in the order in which <see cref="Allocate"/> takes them.</summary>
    /// <param name="levels">Level by name of factor.</param>
    /// <returns>The names; different levels of the factors that count lead to different names.</returns>
    /// <exception cref="ArgumentException">The levels have faults; <see cref="CheckLevels"/> gives them as values.</exception>
    public IReadOnlyList<string> CellsOf(IReadOnlyDictionary<string, string> levels)
    {
        if (CheckLevels(levels) is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults), nameof(levels));
        }

        return NamesOf(Factors.Select(factor => (factor.Name, levels[factor.Name])));
    }

    /// <summary>Allocates a participant.</summary>
    /// <param name="draws">The scheme's draws.</param>
    /// <param name="levels">Level by name of factor.</param>
    /// <param name="cells">The cells that <see cref="CellsOf"/> names, in that order, locked by the caller until the counters after are stored.</param>
    /// <returns>The allocation; null if the scheme has no place left for such a participant.</returns>
    /// <exception cref="ArgumentException">The levels have faults, or the cells are not those of the levels or cannot have come from this scheme.</exception>
    public SchemeAllocation? Allocate(IDraws draws, IReadOnlyDictionary<string, string> levels, IReadOnlyList<CellState> cells)
    {
        ArgumentNullException.ThrowIfNull(draws);
        CheckCells(CellsOf(levels), cells);
        return Decide(draws, cells);
    }

    /// <summary>Counts an allocation that was made otherwise, from a downtime slot.</summary>
    /// <param name="levels">Level by name of factor.</param>
    /// <param name="cells">The cells that <see cref="CellsOf"/> names, in that order.</param>
    /// <param name="share">The share that the slot drew.</param>
    /// <returns>The cells after it; unchanged unless <see cref="CountsDowntime"/>.</returns>
    /// <exception cref="ArgumentException">As in <see cref="Allocate"/>, or there is no such share.</exception>
    public IReadOnlyList<CellState> CountDowntime(IReadOnlyDictionary<string, string> levels, IReadOnlyList<CellState> cells, int share)
    {
        CheckCells(CellsOf(levels), cells);
        if (share < 0 || share >= ArmOfShare.Count)
        {
            throw new ArgumentException(FormattableString.Invariant($"There is no share {share}."), nameof(share));
        }

        return CountsDowntime ? Counted(cells, share) : cells;
    }

    internal JsonObject ToJson(string schemeId)
    {
        var json = new JsonObject
        {
            ["procedure"] = Procedure,
            ["schemeId"] = schemeId,
            ["arms"] = new JsonArray([.. Arms.Select(arm => new JsonObject { ["arm"] = arm.Arm, ["ratio"] = arm.Ratio })]),
        };
        if (Factors.Count > 0)
        {
            json["factors"] = new JsonArray([.. Factors.Select(FactorJson)]);
        }

        Describe(json);
        return json;
    }

    private protected abstract void Describe(JsonObject json);

    private protected abstract IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels);

    private protected abstract SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells);

    private protected abstract IReadOnlyList<CellState> Counted(IReadOnlyList<CellState> cells, int share);

    private protected static void Refuse(IReadOnlyList<DesignFault> faults)
    {
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }
    }

    private static JsonObject FactorJson(Factor factor)
    {
        var json = new JsonObject { ["name"] = factor.Name };
        if (factor.Levels.Count > 0)
        {
            json["levels"] = new JsonArray([.. factor.Levels.Select(level => JsonValue.Create(level))]);
        }

        if (factor is WeightedFactor weighted)
        {
            json["weight"] = weighted.Weight;
        }

        return json;
    }

    private void CheckCells(IReadOnlyList<string> names, IReadOnlyList<CellState> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (!names.SequenceEqual(cells.Select(cell => cell.Cell), StringComparer.Ordinal))
        {
            throw new ArgumentException($"The cells must be {string.Join(", ", names)}, in this order.", nameof(cells));
        }

        if (cells.FirstOrDefault(cell => cell.Counters.Count != Start.Count || cell.Counters.Any(counter => counter < 0)) is { } wrong)
        {
            throw new ArgumentException(FormattableString.Invariant($"Cell {wrong.Cell} does not hold {Start.Count} counters that are not negative."), nameof(cells));
        }
    }
}
