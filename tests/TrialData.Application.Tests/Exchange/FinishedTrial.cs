using System.Text;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;

namespace TrialData.Application.Tests.Exchange;

/// <summary>The test trial as if it had been run elsewhere, a mapping for its file, and an empty store to import into.</summary>
internal static class FinishedTrial
{
    public const string Header = "id,centre,group,screened,allocated,low,works,hours,note,lives,rating,seen";

    public const string FirstRow = "P-1,1,A,04/01/2026,06/01/2026,3,yes,37.5,calm,alone,0,07/07/2026";

    public const string SecondRow = "P-2,2,B,05/01/2026,08/01/2026,9,no,,,,NA,";

    public const string Mapping = """
        {
          "missing": ["NA"],
          "participant": {
            "number": { "column": "id" },
            "site": { "column": "centre", "codes": { "1": "S1", "2": "S2" } },
            "arm": { "column": "group", "codes": { "A": "NEW", "B": "OLD" } },
            "screenedOn": { "column": "screened", "format": "dd/MM/yyyy" },
            "enrolledOn": { "column": "screened", "format": "dd/MM/yyyy" },
            "allocatedOn": { "column": "allocated", "format": "dd/MM/yyyy" }
          },
          "forms": [
            {
              "form": "mood",
              "visit": "baseline",
              "items": {
                "low": { "column": "low" },
                "works": { "column": "works" },
                "hours": { "column": "hours" },
                "note": { "column": "note" },
                "lonely": {
                  "cases": [{ "when": { "lives": ["alone"], "low": ["0", "1", "2", "3"] }, "value": "no" }, { "when": { "lives": ["alone"] }, "value": "yes" }]
                }
              }
            },
            {
              "form": "rating",
              "visit": "m6",
              "completedOn": { "column": "seen", "format": "dd/MM/yyyy" },
              "items": { "rating": { "column": "rating" } }
            }
          ]
        }
        """;

    public static string Protocol { get; } = JsonEdit.With(
        JsonEdit.With(TestProtocol.Json, "randomisation", """{ "unit": "external", "stratifyBy": ["site"] }"""),
        "forms[0].items[4]",
        """{ "code": "lonely", "label": "Lonely", "type": "boolean", "required": false }""");

    public static Task<TrialHost> OpenAsync(Engine engine) => TrialHost.OpenAsync(engine, Protocol);

    public static string File(params string[] rows) => string.Join('\n', rows.Prepend(Header)) + "\n";

    public static Task<Outcome<ImportedTrial>> ImportAsync(TrialHost trial, string file, string mapping = Mapping) =>
        ImportAsync(trial, Encoding.UTF8.GetBytes(file), mapping);

    public static async Task<Outcome<ImportedTrial>> ImportAsync(TrialHost trial, byte[] file, string mapping = Mapping)
    {
        using var stream = new MemoryStream(file);
        return await ImportAsync(trial, stream, mapping);
    }

    public static Task<Outcome<ImportedTrial>> ImportAsync(TrialHost trial, Stream stream, string mapping) =>
        trial.AskAsync<ImportFinishedTrial, ImportedTrial>("founder", new ImportFinishedTrial(trial.TrialCode, mapping, "trial.csv", stream));
}
