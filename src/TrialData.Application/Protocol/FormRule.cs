using TrialData.Application.Protocol.Predicates;
using TrialData.Instruments.Json;

namespace TrialData.Application.Protocol;

public enum RuleSeverity
{
    /// <summary>The form is refused.</summary>
    Error,

    /// <summary>The form is taken once somebody confirms it.</summary>
    Warning,
}

/// <summary>A check across items and forms.</summary>
/// <param name="Message">The end of a sentence about the form: "the end is before the beginning".</param>
/// <param name="When">What must not be; where that is unknown the rule is silent.</param>
public sealed record FormRule(string Id, string Message, RuleSeverity Severity, Predicate When)
{
    private const int LongestId = 32;
    private const int LongestMessage = 200;

    internal static FormRule Read(JsonCursor cursor) => new(
        Short(cursor, "id", LongestId),
        Short(cursor, "message", LongestMessage),
        cursor.Enum<RuleSeverity>("severity"),
        cursor.Object("when", PredicateReading.Read) ?? new AllOf([]));

    private static string Short(JsonCursor cursor, string name, int longest)
    {
        var text = cursor.String(name);
        if (text.Length > longest)
        {
            cursor.Fault(name, text, FormattableString.Invariant($"is longer than {longest} characters"));
        }

        return text;
    }
}
