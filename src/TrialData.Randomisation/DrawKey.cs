using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TrialData.Randomisation;

/// <summary>The key of a scheme's draws: its secret, with a second person's nonce mixed in.</summary>
/// <remarks>
/// <para>
/// Whoever seals a scheme could draw secrets until one gives allocations to their liking. So a second person gives a nonce after the
/// commitment has been published, and the draws are made under
/// </para>
/// <code>
/// text(s) = length of s in bytes, 4 bytes, most significant first ‖ s
/// key     = HMAC-SHA256(secret, text("TrialData nonce 1") ‖ text(nonce))
/// </code>
/// <para>
/// The commitment holds the first person to the secret before the second speaks, and the second, who does not know the secret, cannot
/// tell what a nonce does. The nonce is published with the commitment. Schemes sealed without one are drawn under the secret itself.
/// </para>
/// </remarks>
public static class DrawKey
{
    /// <summary>The shortest nonce, in bytes.</summary>
    public const int ShortestNonce = 16;

    /// <summary>The longest nonce, in bytes.</summary>
    public const int LongestNonce = 1024;

    /// <summary>Mixes a nonce into a secret.</summary>
    /// <param name="secret">The secret, 32 bytes.</param>
    /// <param name="nonce">From 16 to 1024 bytes that the first person could not foresee.</param>
    /// <returns>The key for <see cref="SealedDraws"/>, 32 bytes; as secret as the secret.</returns>
    /// <exception cref="ArgumentException">Secret or nonce has another length.</exception>
    public static byte[] Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> nonce)
    {
        if (secret.Length != SealedDraws.SecretLength)
        {
            throw new ArgumentException($"A secret has {SealedDraws.SecretLength} bytes.", nameof(secret));
        }

        if (nonce.Length is < ShortestNonce or > LongestNonce)
        {
            throw new ArgumentException($"A nonce has from {ShortestNonce} to {LongestNonce} bytes.", nameof(nonce));
        }

        var name = "TrialData nonce 1"u8;
        var message = new byte[sizeof(int) + name.Length + sizeof(int) + nonce.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, name.Length);
        name.CopyTo(message.AsSpan(sizeof(int)));
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(sizeof(int) + name.Length), nonce.Length);
        nonce.CopyTo(message.AsSpan(message.Length - nonce.Length));
        return HMACSHA256.HashData(secret, message);
    }
}
