using System.Text.Json.Nodes;
using TrialData.Application.Administration;
using TrialData.Application.Analyses;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Schemas;

/// <summary>The files that the schemas accept and refuse in <c>tests/schemas</c>, put to the loaders: both must say the same.</summary>
public sealed class LoadersAgreeTests
{
    private static readonly TrialProtocol Protocol = ProtocolLoader.Load(FaultyFile.Sound("protocol.json")).Value;

    private static readonly Dictionary<string, Func<string, Refusal?>> Loaders = new(StringComparer.Ordinal)
    {
        ["protocol.json"] = json => ProtocolLoader.Load(json).Refusal,
        ["analysis.json"] = json => SpecificationLoader.Load(json, Protocol).Refusal,
        ["import-mapping.json"] = json => ImportMappingLoader.Load(json, Protocol).Refusal,
        ["scenario.json"] = json => ScenarioLoader.Load(json, Protocol).Refusal,
    };

    public static TheoryData<string> Files() => [.. Loaders.Keys];

    public static TheoryData<string, string> Faults()
    {
        var all = new TheoryData<string, string>();
        foreach (var (file, faulty) in Loaders.Keys.SelectMany(file => FaultyFile.All(file).Select(faulty => (file, faulty))))
        {
            all.Add(file, faulty.Fault);
        }

        return all;
    }

    [Theory, MemberData(nameof(Files))]
    public void A_sound_file_is_taken(string file)
    {
        var refusal = Loaders[file](FaultyFile.Sound(file));

        Assert.True(refusal is null, string.Join('\n', refusal?.Faults ?? []));
    }

    [Theory, MemberData(nameof(Faults))]
    public void A_faulty_file_is_refused_at_the_place_the_schema_names(string file, string fault)
    {
        var faulty = FaultyFile.Find(file, fault);

        var refusal = Loaders[file](faulty.Json);

        Assert.True(refusal is not null, $"{file} with {fault} was taken");
        Assert.True(
            refusal.Faults.Any(f => f.Place == faulty.Path),
            $"No fault at {faulty.Path}, but: {string.Join('\n', refusal.Faults)}");
    }

    [Theory]
    [InlineData("protocol.schema.json", "$defs", "roles", "items")]
    [InlineData("scenario.schema.json", "$defs", "accounts", "items", "properties", "roles", "items")]
    public void A_schema_offers_the_roles_there_are(string schema, params string[] place)
    {
        var node = place.Aggregate(JsonNode.Parse(Repository.Read("analysis-specs", "schema", schema))!, (inner, name) => inner[name]!);

        Assert.Equal(RoleNames.All, node["enum"]!.AsArray().Select(word => word!.GetValue<string>()));
    }
}
