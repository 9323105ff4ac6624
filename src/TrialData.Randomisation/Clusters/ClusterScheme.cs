using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>
/// Randomisation by clusters as the scheme of a trial. A participant has one level, that of the factor <see cref="ClusterDesign.Factor"/>;
/// the arm is that of the cluster (<see cref="ConstrainedRandomisation"/>), so that nobody is drawn alone.
/// </summary>
public sealed class ClusterScheme : SchemeDesign
{
    /// <summary>Makes the scheme of a design.</summary>
    /// <param name="design">The design.</param>
    public ClusterScheme(ClusterDesign design)
        : base((design ?? throw new ArgumentNullException(nameof(design))).Arms, [new Factor(ClusterDesign.Factor, [.. design.Clusters.Select(cluster => cluster.Code)])]) =>
        Design = design;

    /// <summary>The clusters, and what is balanced.</summary>
    public ClusterDesign Design { get; }

    /// <inheritdoc/>
    public override string Procedure => ClusterDesign.Name;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Start => [];

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    /// <summary>The levels of a participant of a cluster.</summary>
    /// <param name="cluster">The cluster's code.</param>
    public static IReadOnlyDictionary<string, string> LevelsIn(string cluster) => new Dictionary<string, string>(StringComparer.Ordinal) { [ClusterDesign.Factor] = cluster };

    private protected override IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels) => [];

    private protected override SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells) =>
        throw new InvalidOperationException("Clusters are allocated all at once, and nobody alone.");

    private protected override IReadOnlyList<CellState> Counted(IReadOnlyList<CellState> cells, int share) => cells;

    // The clusters say which levels there are.
    private protected override void Describe(JsonObject json)
    {
        json.Remove("factors");
        Design.Describe(json);
    }
}
