using System.Globalization;
using TrialData.Instruments;

namespace TrialData.Application.Protocol.Predicates;

/// <summary>Compares two values in canonical form. A partial date is every day it can be: where those disagree, nothing is known.</summary>
internal static class Ordering
{
    public static bool? Holds(ValueKind kind, string left, Relation relation, string right)
    {
        if (string.Equals(left, right, StringComparison.Ordinal) && (kind != ValueKind.Day || left.Length == "yyyy-MM-dd".Length))
        {
            return relation is Relation.Equals or Relation.AtLeast or Relation.AtMost;
        }

        return kind switch
        {
            ValueKind.Number => Number(left) is { } a && Number(right) is { } b ? Compare(a, a, relation, b, b) : null,
            ValueKind.Day => OfDays(left, relation, right),
            ValueKind.Instant => Compare(Instant(left), Instant(left), relation, Instant(right), Instant(right)),
            ValueKind.Code => relation == Relation.Equals ? false : null,
        };
    }

    private static bool? OfDays(string left, Relation relation, string right) => Compare(
        PartialDates.Whole(left, DateImputation.First).Day,
        PartialDates.Whole(left, DateImputation.Last).Day,
        relation,
        PartialDates.Whole(right, DateImputation.First).Day,
        PartialDates.Whole(right, DateImputation.Last).Day);

    private static bool? Compare<T>(T earliest, T latest, Relation relation, T otherEarliest, T otherLatest)
        where T : IComparable<T> => relation switch
        {
            Relation.Before => Decide(latest.CompareTo(otherEarliest) < 0, earliest.CompareTo(otherLatest) < 0),
            Relation.After => Decide(earliest.CompareTo(otherLatest) > 0, latest.CompareTo(otherEarliest) > 0),
            Relation.AtLeast => Decide(earliest.CompareTo(otherLatest) >= 0, latest.CompareTo(otherEarliest) >= 0),
            Relation.AtMost => Decide(latest.CompareTo(otherEarliest) <= 0, earliest.CompareTo(otherLatest) <= 0),
            Relation.Equals => Decide(
                earliest.CompareTo(otherLatest) == 0 && latest.CompareTo(otherEarliest) == 0,
                earliest.CompareTo(otherLatest) <= 0 && latest.CompareTo(otherEarliest) >= 0),
        };

    private static bool? Decide(bool always, bool possibly) => always ? true : possibly ? null : false;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
