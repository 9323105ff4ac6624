namespace TrialData.Statistics;

/// <summary>Participants by arm that a plan needs, before rounding.</summary>
/// <param name="N1">In the first arm.</param>
/// <param name="N2">In the second arm.</param>
public readonly record struct ArmSizes(double N1, double N2)
{
    /// <summary>In both arms, each rounded up: what is recruited.</summary>
    public double Total => Math.Ceiling(N1) + Math.Ceiling(N2);

    /// <summary>So many times as many, as for a design effect.</summary>
    /// <param name="factor">Positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public ArmSizes Times(double factor)
    {
        Arguments.StrictlyBetween(factor, 0, double.PositiveInfinity, nameof(factor));
        return new ArmSizes(N1 * factor, N2 * factor);
    }

    /// <summary>So many more that this many stay when a share is lost.</summary>
    /// <param name="lost">Share without an outcome, from 0, below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public ArmSizes BeforeAttrition(double lost) => lost == 0 ? this : Times(1 / (1 - Arguments.Share(lost, nameof(lost))));
}
