using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>Family 05: event rates of a CSV file with one row for each participant, by arm, by site and by both.</summary>
internal static class RateMethods
{
    internal static readonly Dictionary<string, CaseMethod> All = new(StringComparer.Ordinal)
    {
        ["rates-by-arm-and-site"] = RatesByArmAndSite,
    };

    private static NamedValues RatesByArmAndSite(CaseInput input)
    {
        var (arms, sites) = (input.Texts("arms"), input.Texts("sites"));
        var outcome = input.Text("outcome");
        var participants = input.Rows().Select(row => (Arm: row["arm"], Site: row["site"], Event: row.Event(outcome))).ToList();
        var values = new NamedValues();

        AddCell("all", _ => true, _ => true);
        foreach (var arm in arms)
        {
            AddCell($"arm={arm}", of => of == arm, _ => true);
        }

        foreach (var site in sites)
        {
            AddCell($"site={site}", _ => true, of => of == site);
            foreach (var arm in arms)
            {
                AddCell($"site={site},arm={arm}", of => of == arm, of => of == site);
            }
        }

        return values;

        void AddCell(string name, Predicate<string> ofArm, Predicate<string> atSite)
        {
            var cell = participants.Where(participant => ofArm(participant.Arm) && atSite(participant.Site)).Select(participant => participant.Event).ToList();
            AddRates(values, name, cell, input.Confidence);
        }
    }

    private static void AddRates(NamedValues values, string name, List<bool?> cell, double confidence)
    {
        var recorded = cell.Count(outcome => outcome is not null);
        var events = cell.Count(outcome => outcome is true);

        values.And($"{name}:randomised", cell.Count)
            .And($"{name}:missing", cell.Count - recorded)
            .And($"{name}:n", recorded)
            .And($"{name}:events", events)
            .And($"{name}:rate", recorded == 0 ? null : (double)events / recorded)
            .AndLimits(recorded == 0 ? null : Wilson.Interval(events, recorded, confidence), $"{name}:wilson.")
            .AndLimits(recorded == 0 ? null : ClopperPearson.Interval(events, recorded, confidence), $"{name}:cp.")
            .AndLimits(recorded == 0 ? null : Jeffreys.Interval(events, recorded, confidence), $"{name}:jeffreys.");
    }
}
