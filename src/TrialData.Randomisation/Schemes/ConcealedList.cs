using System.Text.Json.Nodes;

namespace TrialData.Randomisation;

/// <summary>
/// What everybody who may see a scheme's document may know of an uploaded list: how participants are told apart, how many rows there are
/// and their digest. The rows stay sealed, so it allocates nobody; <see cref="OpenedPiece"/> and <see cref="UploadedList"/> do.
/// </summary>
public class ConcealedList : SchemeDesign
{
    internal const string WholeName = "uploaded list 1";
    internal const string PiecesName = "uploaded list 2";

    internal ConcealedList(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, int rows, string digest, bool isInPieces)
        : base(arms, stratifyBy) => (Rows, Digest, IsInPieces) = (rows, digest, isInPieces);

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>Keyed digest of the rows, which stands in what is committed to; of a list in pieces, the root of their tree.</summary>
    public string Digest { get; }

    /// <summary>Whether a row is found in one piece (<see cref="ListPieces"/>). A list of before is opened as a whole.</summary>
    public bool IsInPieces { get; }

    /// <inheritdoc/>
    public override string Procedure => IsInPieces ? PiecesName : WholeName;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Start => [0];

    /// <inheritdoc/>
    public override bool CountsDowntime => false;

    internal override IReadOnlyList<int> ArmOfShare => field ??= DesignChecks.NoShares(Arms);

    private protected override IReadOnlyList<string> NamesOf(IEnumerable<(string Factor, string Level)> levels) => [CellName.Of(levels)];

    private protected override SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells) =>
        throw new InvalidOperationException("The rows of the list are sealed.");

    private protected override IReadOnlyList<CellState> Counted(IReadOnlyList<CellState> cells, int share) => cells;

    private protected override void Describe(JsonObject json) => (json["rows"], json[IsInPieces ? "root" : "digest"]) = (Rows, Digest);

    private protected SchemeAllocation Taken(IReadOnlyList<CellState> cells, int share) => new(
        Arms[share].Arm,
        share,
        cells,
        [new CellState(cells[0].Cell, [cells[0].Counters[0] + 1])],
        [],
        [.. Arms.Select((_, arm) => new Probability(arm == share ? 1 : 0, 1))],
        Draw: null);
}
