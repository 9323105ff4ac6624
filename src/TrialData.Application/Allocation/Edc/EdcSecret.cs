using System.Text.Json.Serialization;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Stands for an EDC system that randomises here: the password of its credential, and a part of the address it is given.</summary>
public sealed record EdcSecret(string Text)
{
    [JsonIgnore]
    public byte[] Hash => RandomToken.HashOf(Text);

    public static EdcSecret New(IIdentities identities) => new(RandomToken.New("tde_", identities));

    public override string ToString() => nameof(EdcSecret);
}
