namespace TrialData.Storage.Tests;

/// <summary>A small analysis of the test trial.</summary>
internal static class TestAnalysis
{
    public const string Json = """
        {
          "id": "low-mood", "version": 1, "trial": "TEST", "title": "Low mood",
          "analysisSets": [{ "id": "itt", "label": "All allocated", "include": "allocated" }],
          "outcomes": [
            { "id": "fine", "label": "Mood not low", "definition": "An answer of at most 4.", "rule": { "form": "mood", "item": "low", "atMost": 4 } }
          ],
          "analyses": [
            {
              "id": "primary", "outcome": "fine", "analysisSet": "itt", "visits": ["baseline"], "comparisons": [{ "arm": "NEW", "reference": "OLD" }],
              "estimand": {
                "population": "All", "treatment": "New against old", "variable": "Mood", "summary": "Risk difference",
                "intercurrentEvents": [{ "event": "withdrawal", "strategy": "treatment-policy" }]
              }
            }
          ]
        }
        """;
}
