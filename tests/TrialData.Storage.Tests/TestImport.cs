using System.Text;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;

namespace TrialData.Storage.Tests;

/// <summary>How a file with the columns number, site, arm and low becomes participants of the test trial.</summary>
internal static class TestImport
{
    public const string TrialOfItsOwn = "FINISHED";

    private const string MappingJson = """
        {
          "delimiter": "comma",
          "participant": { "number": { "column": "number" }, "site": { "column": "site" }, "arm": { "column": "arm" } },
          "forms": [{ "form": "mood", "visit": "baseline", "items": { "low": { "column": "low" } } }]
        }
        """;

    public static ImportFinishedTrial Of(string trialCode, params string[] rows) => new(
        trialCode, MappingJson, "trial.csv", new MemoryStream(Encoding.UTF8.GetBytes($"number,site,arm,low\n{string.Join('\n', rows)}\n")));

    public static Task<Outcome<ImportedTrial>> IntoAsync(TrialHost host, string trialCode, params string[] rows) =>
        host.AskAsync<ImportFinishedTrial, ImportedTrial>("founder", Of(trialCode, rows));

    public static string ProtocolOfItsOwn { get; } = TestProtocol.Json.Replace("\"TEST\"", $"\"{TrialOfItsOwn}\"", StringComparison.Ordinal);

    /// <summary>Creates a second trial and imports two participants into it.</summary>
    public static async Task IntoTrialOfItsOwnAsync(TrialHost host)
    {
        _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(ProtocolOfItsOwn))).Value;
        _ = (await IntoAsync(host, TrialOfItsOwn, "A,S1,NEW,3", "B,S2,OLD,4")).Value;
    }
}
