using System.Security.Cryptography;
using TrialData.Application.Pipeline;

namespace TrialData.Hosting;

/// <summary>Ids and secrets from the operating system's generator.</summary>
public sealed class SystemIdentities : IIdentities
{
    private const int GuidBytes = 16;

    public Guid NewId() => new(RandomNumberGenerator.GetBytes(GuidBytes));

    public byte[] NewSecret(int length) => RandomNumberGenerator.GetBytes(length);
}
