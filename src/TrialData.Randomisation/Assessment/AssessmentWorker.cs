namespace TrialData.Randomisation;

/// <summary>Simulates trials on one core.</summary>
internal sealed class AssessmentWorker
{
    private readonly AssessmentPlan plan;
    private readonly Population population;
    private readonly TrialSimulator simulator;
    private readonly int[] factorsOfDesign;
    private readonly int[] levels;
    private readonly int[] ofDesign;
    private readonly int[] given;

    internal AssessmentWorker(AssessmentPlan plan)
    {
        this.plan = plan;
        population = new Population(plan.Factors);
        simulator = new TrialSimulator(plan.Simulated, plan.LevelCounts());
        var names = plan.Factors.Select(factor => factor.Name).ToList();
        factorsOfDesign = [.. plan.Design.Factors.Select(factor => names.IndexOf(factor.Name))];
        levels = new int[plan.Participants * names.Count];
        ofDesign = new int[factorsOfDesign.Length];
        given = new int[plan.Participants];
        var shares = DesignChecks.Shares(plan.Design.Arms);
        Tally = new AssessmentTally(
            [.. plan.Design.Arms.Select((_, arm) => shares.Count(share => share == arm))],
            [.. plan.Factors.Select(factor => factor.Levels.Count)],
            plan.SiteFactor is null ? -1 : names.IndexOf(plan.SiteFactor),
            plan.Participants);
    }

    internal AssessmentTally Tally { get; }

    internal void Simulate(int first, int count)
    {
        for (var trial = first; trial < first + count; trial++)
        {
            var stream = new SimulationStream(plan.Seed, (ulong)trial);
            population.Draw(stream, levels);
            Allocate(new StreamSource(stream));
            Tally.Take(levels, given);
        }
    }

    private void Allocate(StreamSource source)
    {
        simulator.Reset();
        for (var participant = 0; participant < given.Length; participant++)
        {
            for (var factor = 0; factor < ofDesign.Length; factor++)
            {
                ofDesign[factor] = levels[(participant * population.FactorCount) + factorsOfDesign[factor]];
            }

            given[participant] = simulator.Next(ref source, ofDesign);
        }
    }
}
