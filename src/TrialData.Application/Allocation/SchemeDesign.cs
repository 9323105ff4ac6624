using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>The randomisation design of a protocol, as the Randomisation leaf takes it.</summary>
internal static class SchemeDesign
{
    public static PermutedBlockDesign Of(TrialProtocol protocol) => new(ArmsOf(protocol), protocol.Randomisation.BlockSizes);

    public static IReadOnlyList<ArmRatio> ArmsOf(TrialProtocol protocol) =>
        protocol.Arms.Select(a => new ArmRatio(a.Code, a.Ratio)).ToList();
}
