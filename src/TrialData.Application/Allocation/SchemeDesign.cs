using System.Text.Json.Nodes;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>A randomisation design: of a protocol before it is sealed, and as it was sealed ever after.</summary>
internal sealed record SchemeDesign(PermutedBlockDesign Blocks, IReadOnlyList<string> StratifyBy)
{
    /// <summary>The design that a scheme was sealed with; a later version of the protocol does not change it.</summary>
    public static SchemeDesign Sealed(string canonical)
    {
        var document = JsonNode.Parse(canonical)!;
        var scheme = document["scheme"]!;
        return new SchemeDesign(
            new PermutedBlockDesign(
                scheme["arms"]!.AsArray().Select(a => new ArmRatio(a!["arm"]!.GetValue<string>(), a["ratio"]!.GetValue<int>())).ToList(),
                scheme["blockSizes"]!.AsArray().Select(size => size!.GetValue<int>()).ToList()),
            document["stratifyBy"]!.AsArray().Select(factor => factor!.GetValue<string>()).ToList());
    }

    /// <summary>Everything an allocation follows from but the secret, in one fixed spelling: what the commitment is made over.</summary>
    public static string Canonical(TrialProtocol protocol, Guid schemeId) => Commitment.Canonical(new JsonObject
    {
        ["trial"] = protocol.Code,
        ["scheme"] = JsonNode.Parse(new PermutedBlockDesign(ArmsOf(protocol), protocol.Randomisation.BlockSizes).ToCanonicalJson(schemeId.ToString("D"))),
        ["stratifyBy"] = new JsonArray([.. protocol.Randomisation.StratifyBy.Select(factor => JsonValue.Create(factor))]),
    }.ToJsonString());

    public static IReadOnlyList<ArmRatio> ArmsOf(TrialProtocol protocol) =>
        protocol.Arms.Select(a => new ArmRatio(a.Code, a.Ratio)).ToList();
}
