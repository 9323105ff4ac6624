using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TrialData.Randomisation;

/// <summary>Draws for real allocations: nobody without the secret can tell the next one, anybody with it can repeat them all.</summary>
/// <remarks>
/// <para>
/// HMAC-SHA256 (RFC 2104, FIPS 198-1) used as a pseudo-random function, keyed with the scheme's secret. The draw at
/// (stratum, counter) of the scheme <c>schemeId</c> is made like this:
/// </para>
/// <code>
/// text(s)    = length of s in UTF-8 bytes, 4 bytes, most significant first ‖ the UTF-8 bytes of s
/// message    = text("TrialData sealed draw 1") ‖ text(schemeId) ‖ text(stratum)
///              ‖ counter, 8 bytes, most significant first ‖ attempt, 4 bytes, most significant first
/// word       = the first 4 bytes of HMAC-SHA256(secret, message), most significant first
/// whole      = 2³² − (2³² mod bound)
/// draw       = word mod bound if word &lt; whole, otherwise the same with the next attempt; attempts count from 0
/// </code>
/// <para>
/// Every text carries its length, so two addresses never share a message. A bound of 1 draws 0. The vectors in
/// <c>tests/TrialData.Randomisation.Tests/vectors</c> come from an independent program.
/// </para>
/// <para>Keep an instance no longer than a draw takes, and never where an enroller's request can reach it: whoever can call it can look ahead.</para>
/// </remarks>
public sealed class SealedDraws : IDraws, IDisposable
{
    /// <summary>Length of the secret in bytes.</summary>
    public const int SecretLength = 32;

    private const int WordLength = 4;
    private const int LongestOnStack = 512;

    // Half a surrogate pair would otherwise be encoded as the replacement character, and two strata could share their draws.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Keeps the key schedule; one at a time may use it.
    private readonly IncrementalHash hmac;
    private readonly byte[] scheme;
    private bool disposed;

    /// <summary>Opens the draws of a scheme.</summary>
    /// <param name="secret">32 bytes from a cryptographic source, never used for another scheme; copied.</param>
    /// <param name="schemeId">The scheme's name, part of every draw.</param>
    /// <exception cref="ArgumentException">The secret has another length, or the name is blank or not valid Unicode.</exception>
    public SealedDraws(ReadOnlyMemory<byte> secret, string schemeId)
    {
        if (secret.Length != SecretLength)
        {
            throw new ArgumentException($"A secret has {SecretLength} bytes.", nameof(secret));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(schemeId);
        hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Span);
        scheme = [.. Text("TrialData sealed draw 1"), .. Text(schemeId)];
    }

    /// <inheritdoc/>
    public int Below(int bound, string stratum, long counter)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        Rejection.CheckAddress(bound, stratum, counter);
        if (bound == 1)
        {
            return 0;
        }

        var length = scheme.Length + sizeof(int) + Utf8.GetMaxByteCount(stratum.Length) + sizeof(long) + sizeof(int);
        var message = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[length];
        message = Address(message, stratum, counter);
        Span<byte> code = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var attempt = 0; ; attempt++)
        {
            BinaryPrimitives.WriteInt32BigEndian(message[^sizeof(int)..], attempt);
            Code(message, code);
            if (Rejection.TryReduce(BinaryPrimitives.ReadUInt32BigEndian(code[..WordLength]), bound, out var value))
            {
                return value;
            }
        }
    }

    // The message but for the attempt, for which there is room at its end.
    private Span<byte> Address(Span<byte> message, string stratum, long counter)
    {
        scheme.CopyTo(message);
        var text = message[scheme.Length..];
        var count = Utf8.GetBytes(stratum, text[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(text, count);
        BinaryPrimitives.WriteInt64BigEndian(text[(sizeof(int) + count)..], counter);
        return message[..(scheme.Length + sizeof(int) + count + sizeof(long) + sizeof(int))];
    }

    /// <summary>Gives up the secret.</summary>
    public void Dispose()
    {
        hmac.Dispose();
        disposed = true;
    }

    private void Code(ReadOnlySpan<byte> message, Span<byte> code)
    {
        lock (hmac)
        {
            hmac.AppendData(message);
            hmac.GetHashAndReset(code);
        }
    }

    private static byte[] Text(string text)
    {
        var bytes = Utf8.GetBytes(text);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }
}
