using static System.FormattableString;

namespace TrialData.Instruments;

/// <summary>A criterion that must have held over time, as the duration part of remission.</summary>
/// <param name="Id">Short name, unique among the instrument's items and scores.</param>
/// <param name="Label">What the person sees.</param>
/// <param name="Criterion">Id of a score whose value 1 says that the criterion is met.</param>
/// <param name="Days">For how many days it must have been met.</param>
public sealed record SustainedDefinition(string Id, string Label, string Criterion, int Days)
{
    /// <summary>Whether the criterion has held for the whole time up to each assessment.</summary>
    /// <param name="assessments">
    /// Days with the criterion's value there, 1, 0 or null for unknown; in any order. Several of one day count as one, which is met
    /// where all of them are.
    /// </param>
    /// <returns>
    /// By day: true where it was met at every assessment from the last one at or before the day less that time up to the day. False
    /// where it was known not to be met at any of them after the beginning, or at the beginning itself. Null where an assessment is
    /// unknown, or none reaches back far enough.
    /// </returns>
    public IReadOnlyDictionary<DateOnly, SustainedFinding> Over(IEnumerable<KeyValuePair<DateOnly, decimal?>> assessments)
    {
        ArgumentNullException.ThrowIfNull(assessments);
        var days = assessments.GroupBy(each => each.Key, each => each.Value).OrderBy(day => day.Key).Select(day => (On: day.Key, IsMet: Together(day))).ToList();
        var found = new Dictionary<DateOnly, SustainedFinding>(days.Count);
        var (begins, notMet, unknown) = (-1, -1, -1);
        for (var i = 0; i < days.Count; i++)
        {
            var since = Since(days[i].On);
            while (since is { } first && days[begins + 1].On <= first)
            {
                begins++;
            }

            (notMet, unknown) = days[i].IsMet switch
            {
                true => (notMet, unknown),
                false => (i, unknown),
                null => (notMet, i),
            };
            found[days[i].On] = (begins, since) switch
            {
                _ when notMet >= Math.Max(begins, 0) => new SustainedFinding(false, Invariant($"not met on {days[notMet].On:yyyy-MM-dd}")),
                (-1, { } first) => new SustainedFinding(null, Invariant($"no assessment on or before {first:yyyy-MM-dd}")),
                (-1, null) => new SustainedFinding(null, Invariant($"no assessment {Days} days before")),
                _ when unknown >= begins => new SustainedFinding(null, Invariant($"not known on {days[unknown].On:yyyy-MM-dd}")),
                _ => new SustainedFinding(true, Invariant($"met at every assessment since {days[begins].On:yyyy-MM-dd}")),
            };
        }

        return found;
    }

    // Kleene's conjunction: one that is not met settles the day.
    private static bool? Together(IEnumerable<decimal?> values)
    {
        bool? met = true;
        foreach (var value in values)
        {
            met = (met, value) switch
            {
                (false, _) or (_, 0) => false,
                (_, null) => null,
                _ => met,
            };
        }

        return met;
    }

    // Null where the calendar does not reach back so far.
    private DateOnly? Since(DateOnly day) => day.DayNumber < Days ? null : day.AddDays(-Days);
}

/// <summary>Whether a criterion has held for its time, as far as it is known on one day.</summary>
/// <param name="Holds">Null where that cannot be said.</param>
/// <param name="Reason">Why, in words: the day it goes by.</param>
public sealed record SustainedFinding(bool? Holds, string Reason);
