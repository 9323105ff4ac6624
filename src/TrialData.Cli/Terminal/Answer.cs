using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrialData.Application.Pipeline;

namespace TrialData.Cli.Terminal;

/// <summary>Prints what a use case answered: for people, or as JSON; a refusal goes to standard error, or into the JSON.</summary>
internal static class Answer
{
    private const int FaultsShown = 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public static int Give<T>(Outcome<T> outcome, bool asJson, Action<T> forPeople)
    {
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal, asJson);
        }

        if (asJson)
        {
            WriteJson(outcome.Value);
        }
        else
        {
            forPeople(outcome.Value);
        }

        return ExitCode.Done;
    }

    public static int Refuse(Refusal refusal, bool asJson)
    {
        if (asJson)
        {
            WriteJson(new { refused = new { refusal.Code, refusal.Message, refusal.Faults, refusal.FurtherFaults } });
            return ExitCode.Refused;
        }

        var (before, after) = Around(refusal);
        Console.Error.WriteLine(Shown.Prose(before));
        foreach (var fault in refusal.Faults.Take(FaultsShown))
        {
            Console.Error.WriteLine($"  {fault with { Place = Shown.Text(fault.Place), Value = fault.Value is { } value ? Shown.Text(value) : null }}");
        }

        if (refusal.Faults.Count > FaultsShown)
        {
            var more = refusal.Faults.Count - FaultsShown + refusal.FurtherFaults;
            Console.Error.WriteLine(FormattableString.Invariant(
                $"  and {more} more; --json lists {(refusal.FurtherFaults == 0 ? "them" : FormattableString.Invariant($"the first {refusal.Faults.Count}"))}."));
        }

        if (after.Length > 0)
        {
            Console.Error.WriteLine(Shown.Prose(after));
        }

        Console.Error.WriteLine($"Refused: {refusal.Code}");
        return ExitCode.Refused;
    }

    /// <summary>What a message says before and after its faults, which stand in lines of their own.</summary>
    private static (string Before, string After) Around(Refusal refusal)
    {
        var message = refusal.Message;
        if (refusal.Faults.Count == 0 || !refusal.Faults.All(fault => message.Contains(fault.ToString(), StringComparison.Ordinal)))
        {
            return (message, string.Empty);
        }

        var (first, last) = (refusal.Faults[0].ToString(), refusal.Faults[^1].ToString());
        var end = message.LastIndexOf(last, StringComparison.Ordinal) + last.Length;
        var before = message[..message.IndexOf(first, StringComparison.Ordinal)].TrimEnd();
        return (before.Length == 0 ? "This cannot be taken:" : before, message[end..].TrimStart('.', ' '));
    }

    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);
}
