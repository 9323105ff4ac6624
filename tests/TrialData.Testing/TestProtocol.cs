using System.Text.Json;
using TrialData.Application.Protocol;

namespace TrialData.Testing;

/// <summary>A small trial for tests: two sites, two arms, a baseline and one follow-up, a form for each kind of rule.</summary>
public static class TestProtocol
{
    public const string ConsentForm = "consent-1";

    /// <summary>Blocks of 2 and 4 at each site.</summary>
    public static string Design { get; } = DesignFor(ProtocolLoader.Load(Json).Value);

    public const string Json = """
        {
          "code": "TEST",
          "version": 1,
          "title": "A trial for tests",
          "arms": [{ "code": "NEW", "label": "New" }, { "code": "OLD", "label": "Old" }],
          "sites": [{ "code": "S1", "name": "First" }, { "code": "S2", "name": "Second" }],
          "randomisation": { "unit": "individual", "stratifyBy": ["site"] },
          "eligibility": [
            { "code": "adult", "label": "Aged 18 or over", "required": "yes" },
            { "code": "dementia", "label": "Dementia", "required": "no" }
          ],
          "consentForms": [{ "code": "consent-1", "label": "Consent" }, { "code": "consent-2", "label": "Consent after an amendment" }],
          "visits": [
            { "code": "baseline", "label": "Baseline", "anchor": "enrolment", "day": 0, "after": 14,
              "forms": [{ "form": "mood" }, { "form": "rating", "required": false }] },
            { "code": "m6", "label": "6 months", "anchor": "randomisation", "day": 183, "before": 14, "after": 28,
              "forms": [{ "form": "mood" }, { "form": "rating" }, { "form": "qpr-15", "required": false }, { "form": "meetings", "required": false }, { "form": "paper", "required": false }] }
          ],
          "unscheduledVisit": { "forms": [{ "form": "mood", "required": false }] },
          "forms": [
            { "code": "mood", "label": "Mood", "filledBy": ["site-researcher"], "items": [
              { "code": "low", "label": "Low", "type": "integer", "minimum": 0, "maximum": 10 },
              { "code": "works", "label": "Works", "type": "boolean", "required": false },
              { "code": "hours", "label": "Hours", "type": "decimal", "minimum": 0, "maximum": 168, "required": false, "showIf": { "item": "works", "in": ["yes"] } },
              { "code": "note", "label": "Note", "type": "text", "required": false },
              { "code": "since", "label": "Since", "type": "date", "required": false }
            ] },
            { "code": "rating", "label": "Blinded rating", "instrument": "residual-symptoms", "filledBy": ["assessor"], "blindedRater": true },
            { "code": "qpr-15", "label": "QPR-15", "instrument": "qpr-15", "filledBy": ["site-researcher"] },
            { "code": "meetings", "label": "Meetings held", "filledBy": ["site-researcher"], "revealsArm": true, "onlyForArms": ["NEW"], "items": [
              { "code": "held", "label": "Held", "type": "integer", "minimum": 0, "maximum": 500 }
            ] },
            { "code": "paper", "label": "Paper", "filledBy": ["site-researcher"], "doubleEntry": true, "items": [
              { "code": "steps", "label": "Steps", "type": "integer", "minimum": 0, "maximum": 90000 },
              { "code": "words", "label": "Words", "type": "text", "required": false }
            ] }
          ],
          "logs": [
            { "code": "contacts", "label": "Contacts", "items": [
              { "code": "on", "label": "Day", "type": "date" },
              { "code": "about", "label": "About", "type": "text", "required": false }
            ] },
            { "code": "adverse-event", "label": "Adverse events", "instrument": "adverse-event-log", "safety": true }
          ]
        }
        """;

    public static IReadOnlyDictionary<string, string> EligibleAnswers { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["adult"] = "yes", ["dementia"] = "no" };

    /// <summary>Blocks of once and twice the smallest size, in strata of all factors of a protocol.</summary>
    public static string DesignFor(TrialProtocol protocol)
    {
        var smallest = protocol.Arms.Sum(arm => arm.Ratio);
        return JsonSerializer.Serialize(new
        {
            procedure = "permuted blocks 2",
            arms = protocol.Arms.Select(arm => new { arm = arm.Code, ratio = arm.Ratio }),
            factors = protocol.Randomisation.StratifyBy.Select(name => new
            {
                name,
                levels = protocol.Randomisation.Factors.Where(factor => factor.Name == name).SelectMany(factor => factor.Levels).Select(level => level.Level),
            }),
            blockSizes = new[] { smallest, 2 * smallest },
        });
    }
}
