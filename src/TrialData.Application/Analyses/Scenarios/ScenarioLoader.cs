using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Analyses.Scenarios;

public sealed record InvalidScenario(string Details)
    : Refusal("scenario.invalid", $"The scenario cannot be used. {Details}");

/// <summary>Reads a scenario against its protocol, and finds every fault with its JSON path.</summary>
public static class ScenarioLoader
{
    private const double Rounding = 1e-9;

    public static Outcome<Scenario> Load(string json, TrialProtocol protocol) =>
        JsonCursor.Read(json, root => Read(root, protocol)).Or(count => new InvalidScenario(count));

    private static Scenario Read(JsonCursor root, TrialProtocol protocol)
    {
        var reader = new ScenarioAnswerReader(protocol);
        return new Scenario(
            root.String("title"),
            ReadDay(root, "startsOn"),
            root.Int("recruitmentMonths", minimum: 1),
            root.Array("accounts", ReadAccount),
            root.Array("siteAccounts", ReadAccount),
            ReadConsentForm(root, protocol),
            root.Object("screening", s => ReadScreening(s, protocol))!,
            Table(root, "siteEffects", protocol.Sites.Select(s => s.Code).ToList(), (t, site) => (double)t.Decimal(site)),
            root.OptionalArray("ends", e => new ScenarioEnd(e.Enum<EndReason>("reason"), Share(e, "perVisit"))),
            Share(root, "missedVisit"),
            Share(root, "missedForm"),
            root.Array("answers", reader.Read),
            root.OptionalArray("conditional", reader.ReadConditional));
    }

    /// <summary>A number from 0 to 1 that must be there.</summary>
    internal static double Share(JsonCursor cursor, string name)
    {
        var share = cursor.Decimal(name);
        if (share is < 0 or > 1)
        {
            cursor.Fault(name, Invariant($"{share}"), "must be from 0 to 1");
        }

        return (double)share;
    }

    /// <summary>Probabilities that must sum to 1, one for each value.</summary>
    internal static void CheckProbabilities(JsonCursor cursor, string name, IReadOnlyList<double> probabilities, int values)
    {
        if (probabilities.Count != values)
        {
            cursor.Fault(name, Invariant($"{probabilities.Count}"), Invariant($"is not one probability for each of the {values} values"));
        }
        else if (probabilities.Any(p => p is < 0 or > 1))
        {
            cursor.Fault(name, Invariant($"{probabilities.First(p => p is < 0 or > 1)}"), "is not a probability from 0 to 1");
        }
        else if (Math.Abs(probabilities.Sum() - 1) > Rounding)
        {
            cursor.Fault(name, Invariant($"{Math.Round(probabilities.Sum(), 9)}"), "is the sum of the probabilities, which must be 1");
        }
    }

    private static DateOnly ReadDay(JsonCursor cursor, string name)
    {
        var text = cursor.String(name);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        cursor.Fault(name, text, "is not a day written yyyy-MM-dd");
        return default;
    }

    private static ScenarioAccount ReadAccount(JsonCursor account)
    {
        var roles = new List<Role>();
        foreach (var (word, index) in account.Strings("roles").Select((word, index) => (word, index)))
        {
            if (account.MustBeOneOf(Invariant($"roles[{index}]"), word, [.. RoleNames.All]))
            {
                roles.Add(RoleNames.Parse(word)!.Value);
            }
        }

        return new ScenarioAccount(account.String("name"), roles);
    }

    private static ScenarioScreening ReadScreening(JsonCursor screening, TrialProtocol protocol) =>
        new(Table(screening, "unmet", protocol.Eligibility.Select(c => c.Code).ToList(), Share), Share(screening, "declines"));

    private static string ReadConsentForm(JsonCursor root, TrialProtocol protocol)
    {
        var code = root.String("consentForm");
        if (code.Length > 0)
        {
            root.MustBeOneOf("consentForm", code, protocol.ConsentForms.Select(f => f.Code).ToList());
        }

        return code;
    }

    private static IReadOnlyDictionary<string, double> Table(
        JsonCursor cursor, string name, List<string> known, Func<JsonCursor, string, double> read)
    {
        var table = cursor.OptionalTable(name, read);
        foreach (var key in table.Keys)
        {
            cursor.MustBeOneOf($"{name}.{key}", key, known);
        }

        return table;
    }
}
