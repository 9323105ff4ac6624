namespace TrialData.Randomisation;

/// <summary>Four 32-bit words: a counter going in, random bits coming out.</summary>
/// <param name="W0">First word; the least significant of a counter.</param>
/// <param name="W1">Second word.</param>
/// <param name="W2">Third word.</param>
/// <param name="W3">Fourth word.</param>
public readonly record struct PhiloxWords(uint W0, uint W1, uint W2, uint W3);

/// <summary>The counter-based generator Philox4x32-10: a keyed scrambling of a 128-bit counter. For simulation only.</summary>
/// <remarks>
/// Salmon JK, Moraes MA, Dror RO, Shaw DE (2011), "Parallel random numbers: as easy as 1, 2, 3", Proc. SC11,
/// doi:10.1145/2063384.2063405. Checked against the known answers of its reference implementation, Random123. It passes the tests
/// of randomness but is no cipher: who sees its output can work out what comes next, so it never decides a real allocation.
/// </remarks>
public static class Philox4x32
{
    private const int Rounds = 10;

    // Multipliers and key increments ("Weyl constants") of the paper; the increments begin the golden ratio and √3 − 1.
    private const uint M0 = 0xD2511F53;
    private const uint M1 = 0xCD9E8D57;
    private const uint Golden = 0x9E3779B9;
    private const uint RootThree = 0xBB67AE85;

    /// <summary>Scrambles one counter.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="key0">Low word of the key.</param>
    /// <param name="key1">High word of the key.</param>
    /// <returns>128 random bits; every counter gives different ones under one key.</returns>
    public static PhiloxWords Block(PhiloxWords counter, uint key0, uint key1)
    {
        var (w0, w1, w2, w3) = counter;
        for (var round = 0; round < Rounds; round++)
        {
            var left = (ulong)M0 * w0;
            var right = (ulong)M1 * w2;
            (w0, w1, w2, w3) = ((uint)(right >> 32) ^ w1 ^ key0, (uint)right, (uint)(left >> 32) ^ w3 ^ key1, (uint)left);
            key0 = unchecked(key0 + Golden);
            key1 = unchecked(key1 + RootThree);
        }

        return new PhiloxWords(w0, w1, w2, w3);
    }

    internal static uint Word(this PhiloxWords words, int index) => index switch
    {
        0 => words.W0,
        1 => words.W1,
        2 => words.W2,
        3 => words.W3,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A block has four words."),
    };
}
