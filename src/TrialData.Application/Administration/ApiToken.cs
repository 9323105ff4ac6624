using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>A random token that stands for an account at the command line. Only its SHA-256 is stored.</summary>
public sealed record ApiToken(string Text)
{
    private const string Prefix = "tdt_";
    private const int RandomBytes = 32;

    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    public static ApiToken New(IIdentities identities) =>
        new(Prefix + Convert.ToHexStringLower(identities.NewSecret(RandomBytes)));
}
