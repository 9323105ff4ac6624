using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Capture;

/// <summary>Keeps in the audit trail what a check at entry refused: a correction that a check prompted shows.</summary>
internal static class FailedChecks
{
    private const int LongestValue = 40;
    private const string PunctuationOfValues = "+-.,:/|";

    public static void Note(AuditNote note, FormDefinition form, IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
        {
            // A name that is no item's could be any text.
            if (form.FindItem(fault.Place) is { } item)
            {
                note.Changed(item.Code, oldValue: null, Shown(item, fault.Value), Shortened(fault.Reason));
            }
            else
            {
                note.Changed("answers", oldValue: null, newValue: null, "names what is no item of this form");
            }
        }
    }

    public static string Shortened(string reason) => reason.Length <= ReasonRules.Longest ? reason : reason[..ReasonRules.Longest];

    // What was typed into a field for numbers, days or codes may still be words about a person: those are only counted.
    private static string? Shown(ItemDefinition item, string? typed) => typed switch
    {
        null => null,
        _ when item.Type != ItemType.Text && typed.Length <= LongestValue && typed.All(IsOfValue) => typed,
        _ => Invariant($"{typed.Length} characters"),
    };

    private static bool IsOfValue(char letter) => char.IsAsciiDigit(letter) || PunctuationOfValues.Contains(letter, StringComparison.Ordinal);
}
