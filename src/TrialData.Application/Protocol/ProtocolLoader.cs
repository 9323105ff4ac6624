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
    internal const int LongestCode = 20;

    // As wide as the columns that keep them.
    private const int LongestName = 40;
    private const int LongestTitle = 400;
    private const int LongestLabel = 200;

    public static Outcome<TrialProtocol> Load(string json) =>
        JsonCursor.Read(json, root => Read(root, json)).Or(count => new InvalidProtocol(count));

    private static TrialProtocol Read(JsonCursor root, string json)
    {
        var randomisation = root.Object("randomisation", ReadRandomisation)!;
        var isOfEdc = randomisation is { ExternalEdc: true };
        var protocol = new TrialProtocol(
            Code(root, "code"),
            root.Int("version", minimum: 1),
            Short(root, "title", LongestTitle),
            root.Array("arms", a => new Arm(Code(a, "code"), a.String("label"), a.OptionalInt("ratio", minimum: 1) ?? 1)),
            root.Array("sites", ReadSite),
            randomisation,
            root.OptionalArray("eligibility", c => new Criterion(Name(c), c.String("label"), c.OneOf("required", "yes", "no"))),
            root.OptionalArray("consentForms", c => new ConsentForm(Name(c), c.String("label"))),
            isOfEdc ? root.OptionalArray("visits", ReadVisit) : root.Array("visits", ReadVisit),
            isOfEdc ? root.OptionalArray("forms", ReadForm) : root.Array("forms", ReadForm),
            root.OptionalArray("logs", ReadLog),
            root.OptionalArray("stoppingRules", s => new StoppingRule(Name(s), s.String("text"))),
            root.OptionalObject("unblinding", u => new UnblindingRules(ReadRoles(u, "emergency", u.OptionalStrings), ReadRoles(u, "asks", u.OptionalStrings), ReadRoles(u, "approves", u.OptionalStrings))),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            json)
        {
            UnscheduledForms = root.OptionalObject("unscheduledVisit", v => new VisitForms(v.Array("forms", ReadPlannedForm)))?.Forms ?? [],
        };
        ProtocolRules.Check(protocol, root);
        return protocol;
    }

    private static string Name(JsonCursor cursor) => Short(cursor, "code", LongestName);

    private static string Short(JsonCursor cursor, string name, int longest)
    {
        var text = cursor.String(name);
        if (text.Length > longest)
        {
            cursor.Fault(name, text, Invariant($"is longer than {longest} characters"));
        }

        return text;
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
        new(Code(site, "code"), Short(site, "name", LongestLabel), site.OptionalInt("target", minimum: 0), site.OptionalDecimal("perMonth"));

    private static RandomisationPlan ReadRandomisation(JsonCursor plan)
    {
        // Protocols of before had the block sizes here, where whoever reads a protocol finds them; stores hold such protocols.
        plan.OptionalArray("blocks", block => (object)block.Int("size", minimum: 1));
        var isOfEdc = plan.OptionalBool("externalEdc", otherwise: false);
        return new RandomisationPlan(
            plan.Enum<RandomisationUnit>("unit"), plan.OptionalStrings("stratifyBy"), plan.OptionalArray("factors", factor => ReadFactor(factor, isOfEdc)))
        {
            ExternalEdc = isOfEdc,
            EligibilitySigned = plan.OptionalBool("eligibilitySigned", otherwise: false),
            Clusters = plan.OptionalArray("clusters", ReadCluster),
        };
    }

    private static PlannedCluster ReadCluster(JsonCursor cluster) => new(Code(cluster, "code"), Short(cluster, "name", LongestLabel), cluster.String("site"));

    private static PlannedFactor ReadFactor(JsonCursor factor, bool isOfEdc) => new(
        Code(factor, "name"),
        Source(factor, "visit", isOfEdc),
        Source(factor, "form", isOfEdc),
        Source(factor, "item", isOfEdc),
        factor.Array("levels", level => new FactorLevel(Code(level, "level"), level.Strings("values"))));

    private static string Source(JsonCursor factor, string name, bool isOfEdc)
    {
        if (!isOfEdc)
        {
            return factor.String(name);
        }

        if (factor.OptionalString(name) is { } given)
        {
            factor.Fault(name, given, "has no meaning here: the EDC gives the answer");
        }

        return string.Empty;
    }

    private static PlannedVisit ReadVisit(JsonCursor visit) => new(
        Code(visit, "code"),
        visit.String("label"),
        visit.Enum<VisitAnchor>("anchor"),
        visit.Int("day"),
        visit.OptionalInt("before", minimum: 0) ?? 0,
        visit.OptionalInt("after", minimum: 0) ?? 0,
        visit.Array("forms", ReadPlannedForm),
        visit.OptionalStrings("onlyForArms"),
        visit.OptionalBool("revealsArm", otherwise: false));

    private static PlannedForm ReadPlannedForm(JsonCursor form) => new(form.String("form"), form.OptionalBool("required", otherwise: true));

    private static FormDefinition ReadForm(JsonCursor form)
    {
        var (instrument, items) = ReadInstrumentOrItems(form);
        return new FormDefinition(
            Name(form),
            form.String("label"),
            instrument,
            items,
            ReadRoles(form, "filledBy", form.Strings),
            form.OptionalBool("blindedRater", otherwise: false),
            form.OptionalStrings("onlyForArms"),
            form.OptionalBool("revealsArm", otherwise: false))
        {
            MissingCodes = MissingCodes.Read(form, "missingCodes"),
            Repeats = form.OptionalBool("repeats", otherwise: false),
            Rules = form.OptionalArray("rules", FormRule.Read),
            DoubleEntry = form.OptionalBool("doubleEntry", otherwise: false),
        };
    }

    private static LogDefinition ReadLog(JsonCursor log)
    {
        var (instrument, items) = ReadInstrumentOrItems(log);
        return new LogDefinition(Name(log), log.String("label"), instrument, items, log.OptionalBool("revealsArm", otherwise: false))
        {
            IsSafety = log.OptionalBool("safety", otherwise: false),
            FilledBy = log.Has("filledBy") ? ReadRoles(log, "filledBy", log.Strings) : [Role.SiteResearcher],
        };
    }

    private static (InstrumentDefinition? Instrument, IReadOnlyList<ItemDefinition> Items) ReadInstrumentOrItems(JsonCursor cursor)
    {
        var instrument = cursor.OptionalString("instrument") is { } id ? FindInstrument(cursor, id) : null;
        if (cursor.Has("instrument") == cursor.Has("items"))
        {
            cursor.Fault("needs either an instrument or items of its own");
        }

        var items = cursor.Has("items") ? ReadItems(cursor, cursor.Array) : [];
        return (instrument, instrument?.Items ?? items);
    }

    private static List<Role> ReadRoles(JsonCursor cursor, string name, Func<string, IReadOnlyList<string>> read)
    {
        var roles = new List<Role>();
        foreach (var (word, index) in read(name).Select((word, index) => (word, index)))
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
            var isDraft = DefinitionCatalogue.Shipped.All.Any(d => d.Id == id && (version is null || d.Version == version));
            form.Fault("instrumentVersion", Invariant($"{version}"), isDraft
                ? Invariant($"names a draft of {id}, which no trial can use: 'trialdata instruments show {id}' tells what is open")
                : Invariant($"is no version of {id}"));
        }

        return definition;
    }

    private sealed record VisitForms(IReadOnlyList<PlannedForm> Forms);
}
