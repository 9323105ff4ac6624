using System.Globalization;
using TrialData.Application.Pipeline;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Capture;

/// <summary>
/// Days that can hardly be right, and are taken only when confirmed: of an answer, after the day of its form; of a form, before the
/// participant consented, for consent comes before any procedure of a trial.
/// </summary>
internal static class UnlikelyDays
{
    /// <param name="isLooked">Whether the answer of an item is looked at.</param>
    /// <param name="isMoved">Whether the day of the form is another than before.</param>
    public static IEnumerable<Finding> In(
        FilledForm filled, IReadOnlyDictionary<string, string> answers, Func<string, bool> isLooked, bool isMoved)
    {
        if (isMoved && OfForm(filled) is { } early)
        {
            yield return new Finding(IsError: false, early, []);
        }

        foreach (var item in filled.Form.Items)
        {
            if (answers.TryGetValue(item.Code, out var answer) && isLooked(item.Code) && LiesAfter(filled.CompletedOn, item.Type, answer))
            {
                var fault = new Fault(item.Code, answer, Invariant($"lies after the day of the form, {filled.CompletedOn:yyyy-MM-dd}"));
                yield return new Finding(IsError: false, fault, [fault]);
            }
        }
    }

    /// <summary>That the day of the form is before the consent.</summary>
    public static Fault? OfForm(FilledForm filled) => ConsentedOn(filled) is { } consentedOn && filled.CompletedOn < consentedOn
        ? new Fault(FilledForm.CompletedOnField, AuditHash.Text(filled.CompletedOn), Invariant($"is before the consent of {consentedOn:yyyy-MM-dd}"))
        : null;

    private static DateOnly? ConsentedOn(FilledForm filled) =>
        filled.Participant.ConsentedAt is { } consentedAt ? TrialDay.Of(consentedAt) : filled.Participant.EnrolledOn;

    private static bool LiesAfter(DateOnly day, ItemType type, string answer) => type switch
    {
        // Of a month or a year, only one that begins after the day lies after it for certain.
        ItemType.Date or ItemType.PartialDate => PartialDates.Whole(answer, DateImputation.First).Day > day,
        ItemType.Instant => TrialDay.Of(DateTimeOffset.Parse(answer, CultureInfo.InvariantCulture)) > day,
        _ => false,
    };
}
