using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>A visit between the planned ones: <c>unscheduled-1</c>, <c>unscheduled-2</c> and so on, for each participant.</summary>
public static class UnscheduledVisit
{
    public const string Prefix = "unscheduled-";

    public static string CodeOf(int number) => Invariant($"{Prefix}{number}");

    public static bool IsCode(string code) => code.StartsWith(Prefix, StringComparison.Ordinal) && code.Length > Prefix.Length && code[Prefix.Length..].All(char.IsAsciiDigit);

    internal static PlannedVisit? Find(TrialProtocol protocol, string code) => protocol.UnscheduledForms.Count > 0 && IsCode(code)
        ? new PlannedVisit(
            code, $"Unscheduled visit {code[Prefix.Length..]}", VisitAnchor.Enrolment, Day: 0, Before: 0, After: 0, protocol.UnscheduledForms, [], RevealsArm: false)
        : null;
}
