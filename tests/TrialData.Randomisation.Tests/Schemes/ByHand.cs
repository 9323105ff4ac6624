namespace TrialData.Randomisation.Tests;

/// <summary>Keeps the cells of a trial as its caller would.</summary>
internal sealed class ByHand(SchemeDesign design, IDraws draws)
{
    private readonly Dictionary<string, CellState> cells = [];

    internal IReadOnlyList<CellState> CellsOf(IReadOnlyDictionary<string, string> levels) =>
        [.. design.CellsOf(levels).Select(cell => cells.GetValueOrDefault(cell) ?? new CellState(cell, design.Start))];

    internal SchemeAllocation? Allocate(IReadOnlyDictionary<string, string> levels)
    {
        var allocation = design.Allocate(draws, levels, CellsOf(levels));
        foreach (var cell in allocation?.After ?? [])
        {
            cells[cell.Cell] = cell;
        }

        return allocation;
    }
}
