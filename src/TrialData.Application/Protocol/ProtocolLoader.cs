using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Instruments;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

public sealed record InvalidProtocol(string Details)
    : Refusal("protocol.invalid", $"The protocol cannot be used. {Details}");

/// <summary>Reads a protocol file and finds every fault in it, each with its JSON path.</summary>
public static class ProtocolLoader
{
    private const int LongestCode = 20;

    public static Outcome<TrialProtocol> Load(string json)
    {
        var reading = JsonCursor.Read(json, root => Read(root, json));
        if (reading.IsSound)
        {
            return reading.Value;
        }

        var faults = reading.Faults.Select(f => new Fault(f.Path, f.Value, f.Reason)).ToList();
        return new InvalidProtocol(faults.Count == 1 ? $"{faults[0]}." : $"{faults.Count} faults, the first: {faults[0]}.") { Faults = faults };
    }

    private static TrialProtocol Read(JsonCursor root, string json)
    {
        var protocol = new TrialProtocol(
            Code(root, "code"),
            root.Int("version", minimum: 1),
            root.String("title"),
            root.Array("arms", a => new Arm(Code(a, "code"), a.String("label"), a.OptionalInt("ratio", minimum: 1) ?? 1)),
            root.Array("sites", ReadSite),
            root.Object("randomisation", ReadRandomisation)!,
            root.OptionalArray("eligibility", c => new Criterion(c.String("code"), c.String("label"), c.OneOf("required", "yes", "no"))),
            root.OptionalArray("consentForms", c => new ConsentForm(c.String("code"), c.String("label"))),
            root.Array("visits", ReadVisit),
            root.Array("forms", ReadForm),
            root.OptionalArray("logs", l => new LogDefinition(l.String("code"), l.String("label"), ReadItems(l, l.Array), l.OptionalBool("revealsArm", otherwise: false))),
            root.OptionalArray("stoppingRules", s => new StoppingRule(s.String("code"), s.String("text"))),
            root.OptionalObject("unblinding", u => new UnblindingRules(ReadRoles(u, "emergency"), ReadRoles(u, "asks"), ReadRoles(u, "approves"))),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            json);
        ProtocolRules.Check(protocol, root);
        return protocol;
    }

    private static string Code(JsonCursor cursor, string name)
    {
        var code = cursor.String(name);
        if (code.Length > LongestCode || code.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not '-' and not '_'))
        {
            cursor.Fault(name, code, $"is not a code: at most {LongestCode} letters, digits, '-' and '_'");
        }

        return code;
    }

    private static PlannedSite ReadSite(JsonCursor site) =>
        new(Code(site, "code"), site.String("name"), site.OptionalInt("target"), site.OptionalDecimal("perMonth"));

    private static RandomisationPlan ReadRandomisation(JsonCursor plan)
    {
        var unit = plan.Enum<RandomisationUnit>("unit");
        return unit == RandomisationUnit.External
            ? new RandomisationPlan(unit, [], plan.OptionalStrings("stratifyBy"))
            : new RandomisationPlan(unit, plan.Array("blocks", b => new Block(b.Int("size", minimum: 1))).Select(b => b.Size).ToList(), plan.OptionalStrings("stratifyBy"));
    }

    private static PlannedVisit ReadVisit(JsonCursor visit) => new(
        Code(visit, "code"),
        visit.String("label"),
        visit.Enum<VisitAnchor>("anchor"),
        visit.Int("day"),
        visit.OptionalInt("before", minimum: 0) ?? 0,
        visit.OptionalInt("after", minimum: 0) ?? 0,
        visit.Array("forms", f => new PlannedForm(f.String("form"), f.OptionalBool("required", otherwise: true))),
        visit.OptionalStrings("onlyForArms"),
        visit.OptionalBool("revealsArm", otherwise: false));

    private static FormDefinition ReadForm(JsonCursor form)
    {
        var instrument = form.OptionalString("instrument") is { } id ? FindInstrument(form, id) : null;
        if (form.Has("instrument") == form.Has("items"))
        {
            form.Fault("needs either an instrument or items of its own");
        }

        var items = ReadItems(form, form.OptionalArray);
        return new FormDefinition(
            form.String("code"),
            form.String("label"),
            instrument,
            instrument?.Items ?? items,
            ReadRoles(form, "filledBy"),
            form.OptionalBool("blindedRater", otherwise: false),
            form.OptionalStrings("onlyForArms"),
            form.OptionalBool("revealsArm", otherwise: false));
    }

    private static List<Role> ReadRoles(JsonCursor cursor, string name)
    {
        var roles = new List<Role>();
        foreach (var (word, index) in cursor.OptionalStrings(name).Select((word, index) => (word, index)))
        {
            if (cursor.MustBeOneOf(Invariant($"{name}[{index}]"), word, [.. RoleNames.All]))
            {
                roles.Add(RoleNames.Parse(word)!.Value);
            }
        }

        return roles;
    }

    private static IReadOnlyList<ItemDefinition> ReadItems(
        JsonCursor cursor, Func<string, Func<JsonCursor, ItemDefinition>, IReadOnlyList<ItemDefinition>> read)
    {
        var items = read("items", ItemDefinition.Read);
        ItemDefinition.CheckList(items, cursor, "items");
        return items;
    }

    private static InstrumentDefinition? FindInstrument(JsonCursor form, string id)
    {
        if (!form.MustBeOneOf("instrument", id, DefinitionCatalogue.Shipped.All.Select(d => d.Id).Distinct(StringComparer.Ordinal).ToList()))
        {
            return null;
        }

        var version = form.OptionalInt("instrumentVersion");
        var definition = DefinitionCatalogue.Shipped.Find(id, version);
        if (definition is null)
        {
            form.Fault("instrumentVersion", Invariant($"{version}"), Invariant($"is no version of {id}"));
        }

        return definition;
    }

    private sealed record Block(int Size);
}
