using System.Text.Json.Nodes;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>The randomisation design of a protocol, as the Randomisation leaf takes it.</summary>
internal static class SchemeDesign
{
    public static PermutedBlockDesign Of(TrialProtocol protocol) => new(ArmsOf(protocol), protocol.Randomisation.BlockSizes);

    /// <summary>Everything an allocation follows from but the secret, in one fixed spelling: what the commitment is made over.</summary>
    public static string Canonical(TrialProtocol protocol, Guid schemeId) => Commitment.Canonical(new JsonObject
    {
        ["trial"] = protocol.Code,
        ["scheme"] = JsonNode.Parse(Of(protocol).ToCanonicalJson(schemeId.ToString("D"))),
        ["stratifyBy"] = new JsonArray([.. protocol.Randomisation.StratifyBy.Select(factor => JsonValue.Create(factor))]),
    }.ToJsonString());

    public static IReadOnlyList<ArmRatio> ArmsOf(TrialProtocol protocol) =>
        protocol.Arms.Select(a => new ArmRatio(a.Code, a.Ratio)).ToList();
}
