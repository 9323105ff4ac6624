using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.CodeBreaks;

/// <summary>Who learned an arm is shown to the blinded, so it may not say which.</summary>
public sealed record NamesAnArm()
    : Refusal("code-break.names-an-arm", "Who learned the arm is shown to people who are blinded: leave the arm out of it.");

public sealed record NothingToUnblind(string Number)
    : Refusal("code-break.not-allocated", $"Participant {Number} has no allocation: there is nothing to disclose.");

internal static class CodeBreakTexts
{
    private const int LongestName = 200;

    public static void IsWhoLearned<T>(this IRuleBuilder<T, string> rule) => rule.NotEmpty().MaximumLength(LongestName);

    /// <summary>Whether a code or label of an arm stands in a text as words of its own.</summary>
    public static bool NamesArm(string text, TrialProtocol protocol) =>
        protocol.Arms.Any(arm => Holds(text, arm.Code) || Holds(text, arm.Label));

    private static bool Holds(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + words.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}
