using System.Buffers.Binary;
using System.Security.Cryptography;
using TrialData.Application.Pipeline;

namespace TrialData.Hosting;

/// <summary>
/// Ids and secrets that follow from a seed, so that a demonstration can be repeated to the byte. Anybody who knows the seed
/// knows every secret: composition gives it to demonstration stores alone.
/// </summary>
public sealed class SeededIdentities(long seed) : IIdentities
{
    private const int GuidBytes = 16;
    private long counter;

    public Guid NewId() => new(Bytes()[..GuidBytes]);

    public byte[] NewSecret(int length) => length <= SHA256.HashSizeInBytes
        ? Bytes()[..length]
        : throw new ArgumentOutOfRangeException(nameof(length), length, $"A seeded secret has at most {SHA256.HashSizeInBytes} bytes.");

    private byte[] Bytes()
    {
        Span<byte> input = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(input, seed);
        BinaryPrimitives.WriteInt64LittleEndian(input[sizeof(long)..], Interlocked.Increment(ref counter));
        return SHA256.HashData(input);
    }
}
