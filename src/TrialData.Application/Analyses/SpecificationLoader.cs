using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Analyses;

public sealed record InvalidSpecification(string Details)
    : Refusal("analysis.invalid-specification", $"The analysis specification cannot be used. {Details}");

/// <summary>Reads an analysis specification against the protocol it speaks of, and finds every fault with its JSON path.</summary>
public static class SpecificationLoader
{
    private static readonly string[] Strategies =
        ["treatment-policy", "hypothetical", "composite", "while-on-treatment", "while-alive", "principal-stratum"];

    public static Outcome<AnalysisSpecification> Load(string json, TrialProtocol protocol) =>
        JsonCursor.Read(json, root => Read(root, json, protocol)).Or(count => new InvalidSpecification(count));

    private static AnalysisSpecification Read(JsonCursor root, string json, TrialProtocol protocol)
    {
        var rules = new OutcomeRuleReader(protocol);
        if (root.OptionalString("trial") is { } trial)
        {
            root.MustBeOneOf("trial", trial, [protocol.Code]);
        }

        var sets = root.Array("analysisSets", s => new AnalysisSet(s.String("id"), s.String("label"), s.OneOf("include", "allocated")));
        var outcomes = root.Array("outcomes", rules.Read);
        var analyses = root.Array("analyses", a => ReadAnalysis(a, protocol, sets, outcomes));
        var measures = root.OptionalArray("measures", rules.ReadMeasure);
        CheckDistinct(root, "outcomes", outcomes.Select(o => o.Id));
        CheckDistinct(root, "measures", measures.Select(m => m.Id));
        CheckDistinct(root, "analyses", analyses.Select(a => a.Id));
        return new AnalysisSpecification(
            root.String("id"),
            root.Int("version", minimum: 1),
            root.String("title"),
            sets,
            outcomes,
            analyses,
            measures,
            root.OptionalStrings("notes"),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
    }

    private static PlannedAnalysis ReadAnalysis(
        JsonCursor analysis, TrialProtocol protocol, IReadOnlyList<AnalysisSet> sets, IReadOnlyList<OutcomeDefinition> outcomes)
    {
        var outcome = Known(analysis, "outcome", outcomes.Select(o => o.Id));
        var visits = analysis.Strings("visits");
        var measured = outcomes.FirstOrDefault(o => string.Equals(o.Id, outcome, StringComparison.Ordinal)) is { } definition
            ? VisitsOf(definition.Rule, protocol).Select(v => v.Code).ToList()
            : [];
        for (var i = 0; i < visits.Count; i++)
        {
            var place = Invariant($"visits[{i}]");
            if (analysis.MustBeOneOf(place, visits[i], protocol.Visits.Select(v => v.Code).ToList()) && measured.Count > 0 && !measured.Contains(visits[i]))
            {
                analysis.Fault(place, visits[i], $"is a visit without the forms that '{outcome}' needs");
            }
        }

        return new PlannedAnalysis(
            analysis.String("id"),
            outcome,
            Known(analysis, "analysisSet", sets.Select(s => s.Id)),
            analysis.OptionalBool("headline", otherwise: false),
            visits,
            analysis.Array("comparisons", c => ReadComparison(c, protocol)),
            analysis.OptionalOneOf("stratifyBy", "site") is not null,
            analysis.Object("estimand", ReadEstimand)!);
    }

    /// <summary>The visits that hold every form a rule reads, those it looks back to excepted.</summary>
    internal static IEnumerable<PlannedVisit> VisitsOf(OutcomeRule rule, TrialProtocol protocol) =>
        protocol.Visits.Where(v => rule.Forms.All(v.Holds) && !rule.EarlierVisits.Contains(v.Code, StringComparer.Ordinal));

    internal static IEnumerable<PlannedVisit> VisitsOf(MeasureDefinition measure, TrialProtocol protocol) =>
        protocol.Visits.Where(v => measure.Forms.All(v.Holds));

    private static PlannedComparison ReadComparison(JsonCursor comparison, TrialProtocol protocol)
    {
        var arms = protocol.Arms.Select(a => a.Code).ToList();
        var read = new PlannedComparison(Known(comparison, "arm", arms), Known(comparison, "reference", arms));
        if (read.Arm.Length > 0 && string.Equals(read.Arm, read.Reference, StringComparison.Ordinal))
        {
            comparison.Fault("reference", read.Reference, "is the arm itself");
        }

        return read;
    }

    private static Estimand ReadEstimand(JsonCursor estimand) => new(
        estimand.String("population"),
        estimand.String("treatment"),
        estimand.String("variable"),
        estimand.Array("intercurrentEvents", e => new IntercurrentEvent(e.String("event"), e.OneOf("strategy", Strategies))),
        estimand.String("summary"));

    private static string Known(JsonCursor cursor, string name, IEnumerable<string> allowed)
    {
        var word = cursor.String(name);
        return word.Length > 0 && cursor.MustBeOneOf(name, word, allowed.ToList()) ? word : string.Empty;
    }

    private static void CheckDistinct(JsonCursor root, string list, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, index) in ids.Select((id, index) => (id, index)).Where(each => each.id.Length > 0))
        {
            if (!seen.Add(id))
            {
                root.Fault(Invariant($"{list}[{index}].id"), id, "stands here more than once");
            }
        }
    }
}
