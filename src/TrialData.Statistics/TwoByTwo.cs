namespace TrialData.Statistics;

/// <summary>Events in two arms: arm 1, the treatment, against arm 0, the reference.</summary>
/// <remarks>
/// An arm may be empty: then no comparison is defined and every measure is null. The default value is the table of two
/// empty arms.
/// </remarks>
/// <param name="Events1">Events in arm 1, from 0 to <paramref name="N1"/>.</param>
/// <param name="N1">Participants in arm 1.</param>
/// <param name="Events0">Events in arm 0, from 0 to <paramref name="N0"/>.</param>
/// <param name="N0">Participants in arm 0.</param>
/// <exception cref="ArgumentOutOfRangeException">A count is negative or beyond 2⁵³, or an arm has more events than participants.</exception>
public readonly record struct TwoByTwo(long Events1, long N1, long Events0, long N0)
{
    /// <summary>Events in arm 1.</summary>
    public long Events1 { get; } = Arguments.Events(Events1, N1, nameof(Events1));

    /// <summary>Participants in arm 1.</summary>
    public long N1 { get; } = Arguments.Participants(N1, nameof(N1));

    /// <summary>Events in arm 0.</summary>
    public long Events0 { get; } = Arguments.Events(Events0, N0, nameof(Events0));

    /// <summary>Participants in arm 0.</summary>
    public long N0 { get; } = Arguments.Participants(N0, nameof(N0));

    /// <summary>Whether both arms have participants: the least that a comparison needs.</summary>
    public bool ComparesArms => N1 > 0 && N0 > 0;

    /// <summary>p₁ − p₀; null without participants in both arms.</summary>
    public double? RiskDifference => ComparesArms ? P1 - P0 : null;

    /// <summary>p₁ / p₀; infinite where only arm 0 has no events; null where neither has, or an arm is empty.</summary>
    public double? RiskRatio => ComparesArms ? Defined(P1 / P0) : null;

    /// <summary>Odds of arm 1 over odds of arm 0; may be infinite; null where it is 0/0 or an arm is empty.</summary>
    public double? OddsRatio => ComparesArms ? Defined(A * D / (B * C)) : null;

    // The cells and margins under the letters of the literature, as doubles so that products do not overflow.
    internal double A => Events1;

    internal double B => N1 - Events1;

    internal double C => Events0;

    internal double D => N0 - Events0;

    internal double P1 => A / N1;

    internal double P0 => C / N0;

    /// <summary>All participants.</summary>
    internal double N => (double)N1 + N0;

    /// <summary>All events.</summary>
    internal double M1 => A + C;

    /// <summary>All without event.</summary>
    internal double M0 => B + D;

    /// <summary>Whether somebody, but not everybody, has the event.</summary>
    internal bool OutcomeVaries => M1 > 0 && M0 > 0;

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
