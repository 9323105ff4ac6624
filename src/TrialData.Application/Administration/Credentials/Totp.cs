using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace TrialData.Application.Administration.Credentials;

/// <summary>Codes of an authenticator app: HMAC-SHA-1, steps of 30 seconds, 6 digits.</summary>
/// <remarks>RFC 6238 over RFC 4226; every authenticator app knows these parameters, and few know others.</remarks>
public static class Totp
{
    public const int KeyBytes = 20;

    private const int StepSeconds = 30;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;

    // One step either way, for clocks that differ and people who type slowly (RFC 6238, section 5.2).
    private const int Window = 1;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeAt(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 and every authenticator app: SHA-1's collisions do not weaken its HMAC.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0F;
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7FFF_FFFF;
        return (truncated % Modulus).ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The step a code belongs to, if it is later than the last one used; null for a wrong or a used code.</summary>
    public static long? Accept(ReadOnlySpan<byte> key, string code, DateTimeOffset now, long lastStep)
    {
        var typed = code.Where(char.IsAsciiDigit).ToArray();
        long? accepted = null;
        for (var step = StepAt(now) - Window; step <= StepAt(now) + Window; step++)
        {
            var isRight = CryptographicOperations.FixedTimeEquals(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes<char>(typed),
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(CodeAt(key, step).AsSpan()));
            if (isRight && step > lastStep)
            {
                accepted = step;
            }
        }

        return accepted;
    }

    /// <summary>The key as people type it (RFC 4648, without padding).</summary>
    public static string Spell(ReadOnlySpan<byte> key)
    {
        var text = new System.Text.StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var part in key)
        {
            buffer = (buffer << 8) | part;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString();
    }

    /// <summary>The bytes of a key as <see cref="Spell"/> gives it.</summary>
    public static byte[] Read(string spelled)
    {
        ArgumentNullException.ThrowIfNull(spelled);
        var bytes = new byte[spelled.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var isSet = (Base32.IndexOf(spelled[bit / 5], StringComparison.Ordinal) >> (4 - (bit % 5))) & 1;
            bytes[bit / 8] |= (byte)(isSet << (7 - (bit % 8)));
        }

        return bytes;
    }

    /// <summary>The address an authenticator app reads from a picture.</summary>
    public static string Address(string accountName, ReadOnlySpan<byte> key) =>
        $"otpauth://totp/TrialData:{Uri.EscapeDataString(accountName)}?secret={Spell(key)}&issuer=TrialData";
}
