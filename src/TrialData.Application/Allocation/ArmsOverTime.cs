using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>How probable each arm is as a trial goes on: a design that keeps its ratio gives every participant the same.</summary>
internal static class ArmsOverTime
{
    private static readonly int[] Steps = [1, 2, 5];

    /// <param name="shares">For each participant in order of entry, the share of trials that gave each arm.</param>
    public static List<ArmsOfParticipant> Of(IReadOnlyList<ArmRatio> arms, IReadOnlyList<IReadOnlyList<double>> shares, int trials)
    {
        var ratios = arms.Sum(arm => arm.Ratio);
        return Shown(shares.Count).Select(participant => new ArmsOfParticipant(
            participant,
            arms.Zip(shares[participant - 1], (arm, share) => new ArmProbability(arm.Arm, (double)arm.Ratio / ratios, share, Math.Sqrt(share * (1 - share) / trials))).ToList())).ToList();
    }

    /// <summary>1, 2, 5, 10, 20, 50 and so on, and the last.</summary>
    private static IEnumerable<int> Shown(int participants)
    {
        for (var decade = 1; decade < participants; decade *= 10)
        {
            foreach (var participant in Steps.Select(step => step * decade).Where(participant => participant < participants))
            {
                yield return participant;
            }
        }

        yield return participants;
    }
}
