namespace TrialData.Randomisation;

/// <summary>An allocation in reserve, for when the system cannot be reached.</summary>
/// <param name="Number">Its number at the site, counted from 0.</param>
/// <param name="Arm">The arm's code.</param>
/// <param name="Share">What <see cref="SchemeDesign.CountDowntime"/> is to count.</param>
/// <param name="Probabilities">Of each arm, in the order of the design's arms, given the slots before it in its block.</param>
/// <param name="Draw">The draw that decided.</param>
public sealed record DowntimeSlot(int Number, string Arm, int Share, IReadOnlyList<Probability> Probabilities, SchemeDraw Draw);

/// <summary>The slots in reserve of each site, which can be printed and sealed beforehand.</summary>
/// <remarks>
/// <para>
/// Construction <c>downtime slots 1</c>, whatever the scheme: the arms are split into shares, an arm of ratio r (ratios in lowest
/// terms) into r. The slots of a site come in blocks of twice the number of shares. The weight of a share is 2 less the times it was
/// drawn before in the block; the draw of slot k is made at counter k of the cell <c>downtime|site=…</c>. So the slots are a function
/// of the secret alone, have the ratio at every step and exactly in every block, and are independent of the live sequence.
/// </para>
/// <para>
/// A slot that was used is entered in the ledger afterwards. Where the scheme answers to the balance reached
/// (<see cref="SchemeDesign.CountsDowntime"/>), the participant is then counted in the live cells, and later allocations make up for
/// it; where strata have sequences of their own, these go on as if nothing had happened. Slots that were not used count nowhere.
/// </para>
/// </remarks>
public static class DowntimeSlots
{
    private const int TimesInBlock = 2;

    /// <summary>How many slots make a block, in which each arm has exactly its share.</summary>
    /// <param name="design">The scheme's design.</param>
    public static int BlockLength(SchemeDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return TimesInBlock * DesignChecks.Shares(design.Arms).Count;
    }

    /// <summary>The cell that the slots of a site are drawn in.</summary>
    /// <param name="site">The site's code.</param>
    public static string CellOf(string site) => CellName.OfDowntime(site);

    /// <summary>Draws a slot. The same number always gives the same slot.</summary>
    /// <param name="design">The scheme's design.</param>
    /// <param name="draws">The scheme's draws.</param>
    /// <param name="site">The site's code.</param>
    /// <param name="number">The slot's number, counted from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static DowntimeSlot Of(SchemeDesign design, IDraws draws, string site, int number)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(site);
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return Drawn(design, draws, CellOf(site), number);
    }

    /// <summary>Whether slots are drawn in a cell: in that of the site, if the site is known.</summary>
    internal static bool IsCell(string cell, string? site) => site is null ? CellName.IsDowntime(cell) : cell == CellOf(site);

    internal static DowntimeSlot Drawn(SchemeDesign design, IDraws draws, string cell, int number)
    {
        var armOfShare = DesignChecks.Shares(design.Arms);
        var weights = Enumerable.Repeat(TimesInBlock, armOfShare.Count).ToArray();
        var left = TimesInBlock * weights.Length;
        for (var slot = number - (number % left); slot < number; slot++)
        {
            weights[WeightedScheme.Pick(weights, draws.Below(weights.Sum(), cell, slot))]--;
        }

        var bound = weights.Sum();
        var draw = new SchemeDraw(cell, number, bound, draws.Below(bound, cell, number));
        var share = WeightedScheme.Pick(weights, draw.Value);
        return new DowntimeSlot(
            number,
            design.Arms[armOfShare[share]].Arm,
            design.ArmOfShare.Count == armOfShare.Count ? share : armOfShare[share],
            [.. design.Arms.Select((_, arm) => Probability.Of(weights.Where((_, each) => armOfShare[each] == arm).Sum(), bound))],
            draw);
    }
}
