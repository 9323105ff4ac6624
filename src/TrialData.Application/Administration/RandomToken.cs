using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>Texts of 256 random bits that stand for somebody. Only their SHA-256 is stored: nothing is gained by guessing.</summary>
internal static class RandomToken
{
    private const int RandomBytes = 32;

    public static string New(string prefix, IIdentities identities) => prefix + Convert.ToHexStringLower(identities.NewSecret(RandomBytes));

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>Stands for an account where no person sits: a script, the command line.</summary>
public sealed record ApiToken(string Text)
{
    [JsonIgnore]
    public byte[] Hash => RandomToken.HashOf(Text);

    public static ApiToken New(IIdentities identities) => new(RandomToken.New("tdt_", identities));
}

/// <summary>The part of an invitation's link that lets a person choose a password, once.</summary>
public sealed record InvitationToken(string Text)
{
    [JsonIgnore]
    public byte[] Hash => RandomToken.HashOf(Text);

    public static InvitationToken New(IIdentities identities) => new(RandomToken.New("tdi_", identities));
}

/// <summary>Stands for a person who has signed in, until the session ends.</summary>
public sealed record SessionToken(string Text)
{
    [JsonIgnore]
    public byte[] Hash => RandomToken.HashOf(Text);

    public static SessionToken New(IIdentities identities) => new(RandomToken.New("tds_", identities));
}
