namespace TrialData.Randomisation;

/// <summary>Random integers that have an address: the same address always gives the same integer.</summary>
/// <remarks>
/// Nothing is consumed and nothing is remembered, so a draw costs the same whatever was drawn before, any draw can be made again,
/// and two processes cannot disagree. Each address belongs to one decision: two draws of different bounds at one address are related.
/// </remarks>
public interface IDraws
{
    /// <summary>An integer, each value equally likely.</summary>
    /// <param name="bound">How many values there are, at least 1.</param>
    /// <param name="stratum">First part of the address: the stratum's name, any valid Unicode text, compared by code unit.</param>
    /// <param name="counter">Second part of the address, not negative.</param>
    /// <returns>An integer from 0 to <paramref name="bound"/> less 1.</returns>
    /// <exception cref="ArgumentException">The stratum is not valid Unicode.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1 or the counter is outside the source's range.</exception>
    int Below(int bound, string stratum, long counter);
}
