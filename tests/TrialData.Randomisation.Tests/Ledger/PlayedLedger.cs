namespace TrialData.Randomisation.Tests;

/// <summary>A ledger as its keeper would write it: a minimised trial with two downtime slots and an error.</summary>
internal sealed class PlayedLedger : IDisposable
{
    internal static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static readonly byte[] Nonce = [.. Enumerable.Range(101, 16).Select(i => (byte)i)];
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, CellState> cells = [];
    private readonly SchemeDesign design;
    private readonly SealedDraws draws;

    internal PlayedLedger(SchemeDesign design, bool withNonce = true)
    {
        this.design = design;
        var document = new SchemeDocument("POD", "pod-1", design, withNonce).ToCanonicalJson();
        Header = new LedgerHeader(document, Commitment.Of(document, Secret), withNonce ? Convert.ToHexStringLower(Nonce) : null);
        draws = new SealedDraws(withNonce ? DrawKey.Of(Secret, Nonce) : Secret, "pod-1");
    }

    internal LedgerHeader Header { get; }

    internal List<LedgerEntry> Entries { get; } = [];

    internal LedgerHead Head => new(Entries.Count, Entries.Count == 0 ? Header.Hash : Entries[^1].Hash);

    internal IEnumerable<string> Lines => [LedgerFile.LineOf(Header), .. Entries.Select(LedgerFile.LineOf)];

    internal static PlayedLedger OfMinimisedTrial()
    {
        var ledger = new PlayedLedger(Minimised());
        for (var i = 0; i < 12; i++)
        {
            ledger.Allocate(i);
        }

        ledger.UseSlot(12, slot: 1);
        ledger.MarkInError(ledger.Entries[4]);
        ledger.UseSlot(13, slot: 0);
        ledger.Allocate(14);
        return ledger;
    }

    internal static SchemeDesign Minimised() => new Minimisation(
        [new("POD", 1), new("TAU", 1)],
        [new("site", [], 1), new("severity", ["low", "high"], 2)],
        new MinimisationRule(ImbalanceMeasure.Range, 0.8m));

    internal static Dictionary<string, string> Levels(int i) => new() { ["site"] = i % 3 == 0 ? "S1" : "S2", ["severity"] = i % 4 == 0 ? "low" : "high" };

    internal void Allocate(int i) => Allocate(FormattableString.Invariant($"P{i}"), Levels(i));

    internal void Allocate(string participant, Dictionary<string, string> levels)
    {
        var allocation = design.Allocate(draws, levels, CellsOf(levels))!;
        Keep(allocation.After);
        Entries.Add(LedgerEntry.OfAllocation(Place(), participant, levels, allocation));
    }

    internal void UseSlot(int i, int slot)
    {
        var levels = Levels(i);
        var drawn = DowntimeSlots.Of(design, draws, levels["site"], slot);
        var before = CellsOf(levels);
        Keep(design.CountDowntime(levels, before, drawn.Share));
        Entries.Add(LedgerEntry.OfDowntime(Place(), FormattableString.Invariant($"P{i}"), levels, before, drawn, "no network from 9 to 17"));
    }

    internal void MarkInError(LedgerEntry wrong) => Entries.Add(
        LedgerEntry.OfError(Place(), wrong, new Dictionary<string, string> { ["site"] = "S2", ["severity"] = "low" }, "stratum: severity was read from the wrong form"));

    public void Dispose() => draws.Dispose();

    private LedgerPlace Place() => new(Entries.Count + 1, "pod-1", Start.AddHours(Entries.Count), Head.Hash);

    private IReadOnlyList<CellState> CellsOf(Dictionary<string, string> levels) =>
        [.. design.CellsOf(levels).Select(cell => cells.GetValueOrDefault(cell) ?? new CellState(cell, design.Start))];

    private void Keep(IReadOnlyList<CellState> after)
    {
        foreach (var cell in after)
        {
            cells[cell.Cell] = cell;
        }
    }
}
