using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TrialData.Testing;

/// <summary>
/// The indomethacin trial, one row for each participant, rebuilt from its counts by site and arm in
/// <c>tests/reference/indo-rct.json</c>, and the figures printed for it there.
/// </summary>
public static class PublishedTrial
{
    /// <summary>Reads the four columns that the counts determine; the shipped mapping needs all of the source file.</summary>
    public const string Mapping = """
        {
          "participant": { "number": { "column": "id" }, "site": { "column": "site" }, "arm": { "column": "rx" } },
          "forms": [
            {
              "form": "pancreatitis",
              "visit": "outcome",
              "items": { "pancreatitis": { "column": "outcome", "codes": { "1": "yes", "0": "no" } } }
            }
          ]
        }
        """;

    private static readonly JsonNode Reference = JsonNode.Parse(Repository.Read("tests", "reference", "indo-rct.json"))!;

    public static string Protocol => Repository.Read("analysis-specs", "indo-rct", "protocol.json");

    public static string Specification => Repository.Read("analysis-specs", "indo-rct", "analysis.json");

    public static string Csv()
    {
        var csv = new StringBuilder("id,site,rx,outcome\n");
        var number = 0;
        foreach (var cell in Counts)
        {
            for (var i = 0; i < cell.N; i++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{++number},{cell.Site},{cell.Arm},{(i < cell.Events ? 1 : 0)}\n");
            }
        }

        return csv.ToString();
    }

    public static IReadOnlyList<(string Site, string Arm, int Events, int N)> Counts { get; } = Reference["counts"]!.AsArray()
        .Select(c => ((string)c!["site"]!, (string)c["arm"]!, (int)c["events"]!, (int)c["n"]!))
        .ToList();

    /// <summary>A figure as it is printed, with the digits it has.</summary>
    public static string Printed(string figure, string part) => (string)Reference["printed"]![figure]![part]!;
}
