using System.Text.Json;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

/// <summary>A scheme whose levels come from the site and from an answer before randomisation.</summary>
public sealed class MinimisingOverAnswers
{
    private const string Factor = """
        [{ "name": "mood", "visit": "baseline", "form": "mood", "item": "low",
           "levels": [{ "level": "fair", "values": ["0", "1", "2", "3"] }, { "level": "poor", "values": ["4", "5", "6"] }] }]
        """;

    private const string Design = """
        { "procedure": "pocock-simon minimisation 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "weight": 1 }, { "name": "mood", "levels": ["fair", "poor"], "weight": 1 }],
          "measure": "range", "probability": 0.9, "overallWeight": 0 }
        """;

    private static readonly string Protocol = JsonEdit.With(
        JsonEdit.With(TestProtocol.Json, "randomisation.stratifyBy", "[\"site\", \"mood\"]"), "randomisation.factors", Factor);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Counts_each_participant_under_the_levels_that_were_entered(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        foreach (var (site, low) in new[] { ("S1", "1"), ("S1", "5"), ("S2", "5"), ("S2", "6"), ("S1", "0") })
        {
            _ = (await trial.RandomiseAsync(site, await EnrolAsync(trial, site, low))).Value;
        }

        var cells = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in new[] { "all", "mood=fair", "mood=poor", "site=S1", "site=S2" })
        {
            var counters = await trial.ValueAsync($"SELECT Counters FROM SchemeCell WHERE Cell = '{name}'");
            cells[name] = JsonSerializer.Deserialize<int[]>(counters!)!.Sum();
        }

        Assert.Equal([5, 2, 3, 3, 2], cells.Values);
        Assert.Equal(1, await trial.CountAsync("Allocation WHERE Stratum = 'site=S1|mood=poor'"));
    }

    [Fact]
    public async Task Refuses_where_an_answer_gives_no_level()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var participant = await EnrolAsync(trial, "S1", low: "9");

        var refusal = (await trial.RandomiseAsync("S1", participant)).Refusal;

        Assert.Equal("allocation.level-missing", refusal?.Code);
        Assert.Contains("baseline/mood/low", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(0, await trial.CountAsync("LedgerLine"));
    }

    // The design has the site first; whoever sees allocations at a site is not to learn that.
    [Fact]
    public async Task Are_listed_in_order_of_name()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        _ = (await trial.RandomiseAsync("S1", await EnrolAsync(trial, "S1", "5"))).Value;

        var listed = (await trial.AskAsync<ListAllocations, ListedAllocations>("researcher S1", new ListAllocations(trial.TrialCode))).Value;

        Assert.Equal(["mood", "site"], listed.Factors);
        var row = Assert.Single(listed.Allocations);
        Assert.Equal("mood=poor|site=S1", row.Stratum);
        Assert.Equal(["mood", "site"], row.AsRandomised.Keys);
        Assert.Equal(["mood", "site"], row.AsCorrected.Keys);
    }

    // What is entered later does not change what was decided on: the ledger keeps the levels of the moment.
    [Fact]
    public async Task Keeps_the_levels_of_the_moment()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var participant = await EnrolAsync(trial, "S1", low: "1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;

        _ = (await trial.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 1, "misheard", ("low", "6"))).Value;

        Assert.Equal(1, await trial.CountAsync("LedgerLine WHERE Line LIKE '%\"mood\":\"fair\"%'"));
        Assert.Equal(1, await trial.CountAsync("Allocation WHERE Stratum = 'site=S1|mood=fair'"));
    }

    [Theory]
    [InlineData("randomisation.factors[0].visit", "\"m6\"", "$.randomisation.factors[0].visit", "is not one of baseline")]
    [InlineData("randomisation.factors[0].form", "\"rating\"", "$.randomisation.factors[0].form", "is not one of mood")]
    [InlineData("randomisation.factors[0].item", "\"lows\"", "$.randomisation.factors[0].item", "did you mean 'low'?")]
    [InlineData("randomisation.factors[0].name", "\"site\"", "$.randomisation.factors[0].name", "is the name of an earlier factor, or of the site")]
    [InlineData("randomisation.factors[0].levels[1].level", "\"Fair\"", "$.randomisation.factors[0].levels[1].level", "stands here more than once")]
    [InlineData("randomisation.factors[0].levels[1].values[0]", "\"3\"", "$.randomisation.factors[0].levels[1].values[0]", "makes another level already")]
    [InlineData("randomisation.factors[0].levels[1]", null, "$.randomisation.factors[0].levels", "one level tells nobody apart")]
    [InlineData("randomisation.stratifyBy[1]", null, "$.randomisation.factors[0].name", "is not in stratifyBy")]
    public void Needs_a_factor_that_every_participant_has_before_randomisation(string place, string? json, string at, string reason)
    {
        var faults = ProtocolLoader.Load(JsonEdit.With(Protocol, place, json)).Refusal!.Faults;

        Assert.Contains(faults, fault => fault.Place == at && fault.Reason.Contains(reason, StringComparison.Ordinal));
    }

    private static async Task<TrialHost> OpenAsync(Engine engine)
    {
        var trial = await TrialHost.OpenAsync(engine, Protocol, seal: false);
        await trial.SealAsync(Design);
        return trial;
    }

    private static async Task<Guid> EnrolAsync(TrialHost trial, string site, string low)
    {
        var participant = await trial.EnrolAsync(site);
        _ = (await trial.SaveAsync($"researcher {site}", participant, "baseline", "mood", expectedVersion: 0, ("low", low))).Value;
        return participant;
    }
}
