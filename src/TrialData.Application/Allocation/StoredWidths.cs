using TrialData.Application.Pipeline;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation;

/// <summary>Whether what a design makes of levels can be stored. One engine would keep it at any length, the other would fail at the first allocation, after the seal.</summary>
internal static class StoredWidths
{
    // Allocation.Stratum and SchemeCell.Cell.
    private const int Stratum = 200;
    private const int Cell = 400;

    // Of a site that joins later.
    private static readonly string LongestSite = new('S', Protocol.ProtocolLoader.LongestCode);

    public static IEnumerable<Fault> FaultsIn(SchemeDesign design)
    {
        var levels = design.Factors.ToDictionary(factor => factor.Name, factor => factor.Levels.Append(factor.Levels.Count == 0 ? LongestSite : "").MaxBy(WidthOf)!, StringComparer.Ordinal);
        var names = string.Join(", ", levels.Keys);
        if (AllocationRecord.StratumOf(design, levels).Length is > Stratum and var stratum)
        {
            yield return new Fault("factors", names, Invariant($"make a stratum of up to {stratum} characters; {Stratum} are stored. Use fewer factors, or shorter names and levels"));
        }

        if (design.CellsOf(levels).Select(cell => cell.Length).DefaultIfEmpty().Max() is > Cell and var cell)
        {
            yield return new Fault("factors", names, Invariant($"make the name of a cell of up to {cell} characters; {Cell} are stored. Use fewer factors, or shorter names and levels"));
        }
    }

    // The name of a cell has a character more for each of these.
    private static int WidthOf(string level) => level.Length + level.Count(letter => letter is '\\' or '|' or '=');
}
