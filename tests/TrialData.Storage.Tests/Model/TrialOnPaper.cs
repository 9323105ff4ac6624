using static System.FormattableString;

namespace TrialData.Storage.Tests.Model;

/// <summary>What the rules of the small trial say, kept in memory: no database, no transaction, no code of the house.</summary>
internal sealed class TrialOnPaper
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> arms = new(StringComparer.Ordinal);

    public List<PersonOnPaper> People { get; } = [];

    public string Screen(string site, bool isEligible)
    {
        var number = numbers[site] = numbers.GetValueOrDefault(site) + 1;
        var person = new PersonOnPaper(site, Invariant($"{site}-{number:0000}")) { Status = isEligible ? "Screened" : "Excluded" };
        People.Add(person);
        return person.Number;
    }

    public static string Consent(PersonOnPaper person) => Move(person, "Screened", "Consented");

    public static string Enrol(PersonOnPaper person) => Move(person, "Consented", "Enrolled");

    /// <param name="answered">The arm that the house answered; the paper does not draw, it only holds the house to what it said before.</param>
    public string Randomise(PersonOnPaper person, string? answered)
    {
        if (arms.TryGetValue(person.Number, out var arm))
        {
            return arm;
        }

        if (person.HasEnded)
        {
            return "participant.ended";
        }

        if (person.Status != "Enrolled")
        {
            return person.Status == "Excluded" ? "eligibility.not-met" : "participant.wrong-status";
        }

        if (!person.Versions.ContainsKey("baseline"))
        {
            return "allocation.baseline-incomplete";
        }

        person.Status = "Randomised";
        return arms[person.Number] = answered is "NEW" or "OLD" ? answered : "NEW or OLD";
    }

    public static string End(PersonOnPaper person)
    {
        if (person.HasEnded)
        {
            return "participant.ended";
        }

        person.HasEnded = true;
        return person.Number;
    }

    public static string Save(PersonOnPaper person, string visit, int expectedVersion, string low, string? note, bool hasReason)
    {
        var hasVisit = visit == "baseline" ? person.Status is "Enrolled" or "Randomised" : person.Status == "Randomised";
        if (!hasVisit)
        {
            return "form.not-found";
        }

        if (low == "11")
        {
            return "form.invalid";
        }

        var version = person.Versions.GetValueOrDefault(visit);
        if (expectedVersion != version)
        {
            return "form.changed-by-another";
        }

        var before = person.Answers.GetValueOrDefault(visit) ?? new Dictionary<string, string>(StringComparer.Ordinal);
        var after = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = low };
        if (note is not null)
        {
            after["note"] = note;
        }

        var isUnchanged = version > 0 && before.Count == after.Count && before.All(old => after.TryGetValue(old.Key, out var now) && now == old.Value);
        if (isUnchanged)
        {
            return Invariant($"version {version}");
        }

        if (!hasReason && before.Any(old => !after.TryGetValue(old.Key, out var now) || now != old.Value))
        {
            return "form.reason-needed";
        }

        person.Answers[visit] = after;
        person.Versions[visit] = version + 1;
        return Invariant($"version {version + 1}");
    }

    private static string Move(PersonOnPaper person, string from, string to)
    {
        if (person.HasEnded)
        {
            return "participant.ended";
        }

        if (person.Status != from)
        {
            return person.Status == "Excluded" ? "eligibility.not-met" : "participant.wrong-status";
        }

        person.Status = to;
        return person.Number;
    }
}

internal sealed class PersonOnPaper(string site, string number)
{
    public string Site { get; } = site;

    public string Number { get; } = number;

    public required string Status { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>By visit: how often its form was saved.</summary>
    public Dictionary<string, int> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>By visit: the answers that stand.</summary>
    public Dictionary<string, Dictionary<string, string>> Answers { get; } = new(StringComparer.Ordinal);
}
