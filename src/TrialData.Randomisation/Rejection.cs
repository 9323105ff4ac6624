namespace TrialData.Randomisation;

/// <summary>Turns 32 random bits into an integer below a bound without favouring any.</summary>
internal static class Rejection
{
    private const ulong Words = 1UL << 32;

    /// <summary>The remainder of the word, unless the word lies in the incomplete run at the top, where a new word is needed.</summary>
    internal static bool TryReduce(uint word, int bound, out int value)
    {
        value = (int)(word % (uint)bound);

        // The incomplete run is shorter than the bound, so most words need no second division to tell.
        return word <= uint.MaxValue - (uint)bound || word < Words - (Words % (uint)bound);
    }

    internal static void CheckAddress(int bound, string stratum, long counter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ArgumentNullException.ThrowIfNull(stratum);
        ArgumentOutOfRangeException.ThrowIfNegative(counter);
    }
}
