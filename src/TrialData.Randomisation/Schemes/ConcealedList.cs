using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>
/// What everybody who may see a scheme's document may know of an uploaded list: how participants are told apart, how many rows there are
/// and their digest. The rows stay sealed, so it allocates nobody; <see cref="UploadedList"/> does.
/// </summary>
public class ConcealedList : SchemeDesign
{
    internal const string ProcedureName = "uploaded list 1";

    private readonly int rows;

    internal ConcealedList(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int rows, string digest)
        : base(arms, stratifyBy) => (this.rows, Digest) = (rows, digest);

    /// <summary>Keyed digest of the rows, which stands in what is committed to.</summary>
    public string Digest { get; }

    /// <inheritdoc/>
    public override string Procedure => ProcedureName;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Start => [0];

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    private protected override IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels) => [CellName.Of(levels)];

    private protected override SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells) =>
        throw new InvalidOperationException("The rows of the list are sealed.");

    private protected override IReadOnlyList<CellState> Counted(IReadOnlyList<CellState> cells, int share) => cells;

    private protected override void Describe(JsonObject json) => (json["rows"], json["digest"]) = (rows, Digest);
}
