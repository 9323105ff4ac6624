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
            WriteJson(new { refused = new { refusal.Code, refusal.Message, refusal.Faults } });
            return ExitCode.Refused;
        }

        Console.Error.WriteLine(Shown.Prose(refusal.Message));
        var unsaid = refusal.Faults.Where(fault => !refusal.Message.Contains(fault.ToString(), StringComparison.Ordinal)).ToList();
        foreach (var fault in unsaid.Take(FaultsShown))
        {
            Console.Error.WriteLine($"  {fault with { Place = Shown.Text(fault.Place), Value = fault.Value is { } value ? Shown.Text(value) : null }}");
        }

        if (unsaid.Count > FaultsShown)
        {
            Console.Error.WriteLine(FormattableString.Invariant($"  and {unsaid.Count - FaultsShown} more; --json lists them."));
        }

        Console.Error.WriteLine($"Refused: {refusal.Code}");
        return ExitCode.Refused;
    }

    public static void WriteJson<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Json));

    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Json);
}
