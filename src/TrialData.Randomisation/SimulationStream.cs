using System.Text;

namespace TrialData.Randomisation;

/// <summary>A stream of random numbers for simulation, bootstrap, imputation and permutation.</summary>
/// <remarks>
/// Philox4x32-10 with the seed as key; the counter is the number of the block (low half) and the stream's id (high half), so
/// streams of one seed never meet: give every replicate its own id and the result does not depend on the order of work. One
/// stream yields 2⁶⁶ words. Not safe for use by several threads at once.
/// </remarks>
public sealed class SimulationStream
{
    private const double TwoToMinus53 = 1.0 / (1UL << 53);

    private readonly ulong seed;
    private readonly ulong streamId;
    private ulong block;
    private int used = 4;
    private PhiloxWords words;
    private double? spare;

    /// <summary>Opens a stream at its beginning.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="streamId">The stream's number within the run.</param>
    public SimulationStream(ulong seed, ulong streamId)
    {
        this.seed = seed;
        this.streamId = streamId;
    }

    /// <summary>32 random bits.</summary>
    public uint NextWord()
    {
        if (used == 4)
        {
            words = Philox4x32.Block(new PhiloxWords((uint)block, (uint)(block >> 32), (uint)streamId, (uint)(streamId >> 32)), (uint)seed, (uint)(seed >> 32));
            block++;
            used = 0;
        }

        return words.Word(used++);
    }

    /// <summary>An integer, each value equally likely.</summary>
    /// <param name="bound">How many values there are, at least 1.</param>
    /// <returns>An integer from 0 to <paramref name="bound"/> less 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        int value;
        while (!Rejection.TryReduce(NextWord(), bound, out value))
        {
            // A word in the incomplete run at the top: take the next.
        }

        return value;
    }

    /// <summary>A number from the uniform distribution on [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble()
    {
        // 27 and 26 high bits make the 53 that a double holds.
        var high = (ulong)(NextWord() >> 5);
        var low = NextWord() >> 6;
        return ((high << 26) | low) * TwoToMinus53;
    }

    /// <summary>A number from the standard normal distribution.</summary>
    /// <remarks>
    /// Box GEP, Muller ME (1958), Annals of Mathematical Statistics 29:610-611; two numbers come from two uniform ones, the second
    /// is kept for the next call. Logarithm, sine and cosine are the platform's, so the last bit may differ between platforms.
    /// </remarks>
    public double NextNormal()
    {
        if (spare is { } kept)
        {
            spare = null;
            return kept;
        }

        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * NextDouble());
        spare = radius * sine;
        return radius * cosine;
    }
}

/// <summary>Draws with an address for simulating a randomisation scheme. For simulation only: the seed is not a secret.</summary>
/// <remarks>
/// Philox4x32-10 with the seed as key. The counter holds the draw's counter in its low 48 bits, the number of spent blocks in the
/// next 16, and the 64-bit FNV-1a hash of the stratum's UTF-8 bytes above.
/// </remarks>
public sealed class SimulationDraws : IDraws
{
    // Parameters of Fowler, Noll and Vo for 64 bits.
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private const int CounterBits = 48;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ulong seed;

    /// <summary>Opens the draws of a simulated trial.</summary>
    /// <param name="seed">The simulated trial's seed.</param>
    public SimulationDraws(ulong seed) => this.seed = seed;

    /// <inheritdoc/>
    public int Below(int bound, string stratum, long counter)
    {
        Rejection.CheckAddress(bound, stratum, counter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(counter, 1L << CounterBits);

        var hash = Utf8.GetBytes(stratum).Aggregate(FnvOffset, (state, next) => unchecked((state ^ next) * FnvPrime));
        for (ulong spent = 0; ; spent++)
        {
            var low = (ulong)counter | (spent << CounterBits);
            var words = Philox4x32.Block(new PhiloxWords((uint)low, (uint)(low >> 32), (uint)hash, (uint)(hash >> 32)), (uint)seed, (uint)(seed >> 32));
            for (var i = 0; i < 4; i++)
            {
                if (Rejection.TryReduce(words.Word(i), bound, out var value))
                {
                    return value;
                }
            }
        }
    }
}
