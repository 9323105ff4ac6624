using TrialData.Application.Pipeline;
using TrialData.Hosting;

namespace TrialData.Testing.Concealment;

/// <summary>Ids and tokens that are alike in every vault; the secret of the scheme is the caller's.</summary>
public sealed class SecretOfAScheme(Func<Guid, byte[]> secretOf) : IIdentities
{
    private readonly SeededIdentities alike = new(seed: 1);
    private Guid last;

    /// <summary>While a scheme is sealed: its id is the last that was asked for before its secret.</summary>
    public bool IsSealing { get; set; }

    public Guid NewId() => last = alike.NewId();

    public byte[] NewSecret(int length)
    {
        var secret = alike.NewSecret(length);
        return IsSealing ? secretOf(last) : secret;
    }
}
