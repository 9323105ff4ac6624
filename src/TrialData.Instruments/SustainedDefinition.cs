namespace TrialData.Instruments;

/// <summary>A criterion that must have held over months, as the duration part of remission.</summary>
/// <param name="Id">Short name, unique among the instrument's items and scores.</param>
/// <param name="Label">What the person sees.</param>
/// <param name="Criterion">Id of a score whose value 1 says that the criterion is met.</param>
/// <param name="Months">For how many calendar months it must have been met.</param>
public sealed record SustainedDefinition(string Id, string Label, string Criterion, int Months)
{
    /// <summary>Whether the criterion has held for the whole time up to a day.</summary>
    /// <param name="assessments">Days with the criterion's value there, 1, 0 or null for unknown; in any order, one for each day.</param>
    /// <param name="day">The day of the assessment that is judged.</param>
    /// <returns>
    /// True where it was met at every assessment from the last one at or before <paramref name="day"/> less the months up to
    /// <paramref name="day"/>. False where it was known not to be met at any of them after the beginning, or at the beginning itself.
    /// Null where an assessment is unknown, or none reaches back far enough.
    /// </returns>
    /// <exception cref="ArgumentException">No assessment was on <paramref name="day"/>.</exception>
    public bool? HoldsOn(IEnumerable<KeyValuePair<DateOnly, decimal?>> assessments, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(assessments);
        var known = new SortedDictionary<DateOnly, decimal?>(assessments.Where(each => each.Key <= day).ToDictionary());
        if (!known.ContainsKey(day))
        {
            throw new ArgumentException(FormattableString.Invariant($"There is no assessment on {day:yyyy-MM-dd}."), nameof(day));
        }

        var since = day.AddMonths(-Months);
        var reachesBack = known.Keys.Any(each => each <= since);
        var begins = reachesBack ? known.Keys.Last(each => each <= since) : known.Keys.First();
        var values = known.Where(each => each.Key >= begins).Select(each => each.Value).ToList();
        if (values.Contains(0))
        {
            return false;
        }

        return reachesBack && values.TrueForAll(value => value == 1) ? true : null;
    }
}
