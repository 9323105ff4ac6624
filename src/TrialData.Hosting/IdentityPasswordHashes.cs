using System.Buffers.Binary;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TrialData.Application.Administration.Credentials;

namespace TrialData.Hosting;

/// <summary>Passwords hashed by ASP.NET Core Identity: PBKDF2 with HMAC-SHA-512.</summary>
/// <remarks>The number of rounds follows the OWASP Password Storage Cheat Sheet (210,000 for SHA-512).</remarks>
public sealed class IdentityPasswordHashes : IPasswordHashes
{
    private const int Rounds = 210_000;

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly object person = new();

    // Version 3 of Identity's format: marker, function, rounds, length of the salt, salt, key. A key of zeros fits no password.
    public string OfNobody { get; } = Zeros();

    public string Hash(string password) => hasher.HashPassword(person, password);

    public bool IsRight(string hash, string password) => hasher.VerifyHashedPassword(person, hash, password) != PasswordVerificationResult.Failed;

    private static string Zeros()
    {
        const int header = 13;
        const int salt = 16;
        const int key = 32;
        var bytes = new byte[header + salt + key];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)KeyDerivationPrf.HMACSHA512);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), Rounds);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), salt);
        return Convert.ToBase64String(bytes);
    }
}
