using System.Text.Json;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>Why an item that was asked has no answer; kept apart from an item that nobody asked.</summary>
public enum Missing
{
    NotDone,
    Refused,
    NotApplicable,
    Unknown,
}

/// <summary>The reasons as protocol files write them: <c>notDone</c>.</summary>
public static class MissingCodes
{
    private static readonly Missing[] All = Enum.GetValues<Missing>();

    public static string Word(Missing missing) => JsonNamingPolicy.CamelCase.ConvertName(missing.ToString());

    /// <summary>Those that a form allows: all where it says nothing.</summary>
    internal static IReadOnlyList<Missing> Read(JsonCursor form, string name)
    {
        var allowed = new List<Missing>();
        foreach (var (index, word) in form.OptionalStrings(name).Index())
        {
            if (form.MustBeOneOf(Invariant($"{name}[{index}]"), word, [.. All.Select(Word)]))
            {
                allowed.Add(All.Single(missing => Word(missing) == word));
            }
        }

        return form.Has(name) ? allowed : All;
    }
}
