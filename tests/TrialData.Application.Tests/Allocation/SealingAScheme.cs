using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Allocation;

public sealed class SealingAScheme
{
    private const string Nonce = "drawn by lot on a Tuesday";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Lets_nobody_be_allocated_until_a_second_person_has_given_the_nonce(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);
        var participant = await trial.EnrolWithBaselineAsync("S1");

        var isSealed = await SealAsync(trial, TestProtocol.Design);

        Assert.Equal(("permuted blocks 2", 64), (isSealed.Value.Procedure, isSealed.Value.Commitment.Length));
        Assert.Equal("allocation.nonce-missing", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);
        Assert.Equal("allocation.nonce-of-the-sealer", (await GiveAsync(trial, "admin", Nonce)).Refusal?.Code);
        Assert.Equal(isSealed.Value.Commitment, (await GiveAsync(trial, "founder", Nonce)).Value.Commitment);
        Assert.False((await trial.RandomiseAsync("S1", participant)).IsRefused);
        Assert.Equal("allocation.nonce-given-already", (await GiveAsync(trial, "founder", Nonce)).Refusal?.Code);
        Assert.Equal("allocation.scheme-already-sealed", (await SealAsync(trial, TestProtocol.Design)).Refusal?.Code);
    }

    [Theory]
    [InlineData("fifteen letters")]
    [InlineData("")]
    public async Task Refuses_a_nonce_that_could_be_guessed(string nonce)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        _ = (await SealAsync(trial, TestProtocol.Design)).Value;

        Assert.Equal("request.invalid", (await GiveAsync(trial, "founder", nonce)).Refusal?.Code);
    }

    [Theory]
    [InlineData("arms[0].arm", "\"ODD\"", "arms", "ODD 1, OLD 1", "NEW 1, OLD 1")]
    [InlineData("factors[0].name", "\"severity\"", "factors[0].name", "severity", "stratifyBy: site")]
    [InlineData("factors[0].levels", "[\"S1\", \"S2\"]", "factors[0].levels", "S1, S2", "sites may join later")]
    [InlineData("blockSizes[1]", "5", "blockSizes[1]", "5", "is not a multiple of 2")]
    [InlineData("procedure", "\"coin\"", "procedure", "coin", "is not a procedure of this program")]
    [InlineData("secret", "1", "secret", "1", "is not known here")]
    public async Task Names_what_is_wrong_with_a_design_and_stores_nothing(string place, string json, string at, string value, string reason)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);

        var refusal = (await SealAsync(trial, JsonEdit.With(TestProtocol.Design, place, json))).Refusal;

        Assert.Equal("allocation.invalid-design", refusal?.Code);
        var fault = Assert.Single(refusal!.Faults, fault => fault.Place == at);
        Assert.Equal(value, fault.Value);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    // R3: a minimisation that is certain of its next arm is refused unless the design says that this is meant, and somebody signs why.
    private const string Certain = """
        { "procedure": "pocock-simon minimisation 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "weight": 1 }], "measure": "range", "probability": 1, "overallWeight": 0, "allowsDeterministic": true }
        """;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Seals_a_minimisation_that_can_be_predicted_once_the_waiver_is_signed(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, seal: false);
        _ = await Person.InviteAsync(trial, "second admin", "nine yellow bicycles");
        _ = (await trial.GrantAsync("second admin", Role.RandomisationAdministrator)).Value;
        Task<Outcome<SchemeSealed>> Waive(string? because, string? password, string design = Certain) =>
            trial.AskAsync<SealScheme, SchemeSealed>("second admin", new SealScheme(trial.TrialCode, design, List: null, because, password));

        Assert.Equal("allocation.deterministic-not-waived", (await Waive(because: null, "nine yellow bicycles")).Refusal?.Code);
        Assert.Equal("allocation.deterministic-not-waived", (await Waive("  ", "nine yellow bicycles")).Refusal?.Code);
        Assert.Equal("allocation.seal-not-confirmed", (await Waive("Twelve participants", password: null)).Refusal?.Code);
        Assert.Equal("allocation.seal-not-confirmed", (await Waive("Twelve participants", "nine yellow bicycle")).Refusal?.Code);
        Assert.Equal("allocation.nothing-to-waive", (await Waive("Twelve participants", "nine yellow bicycles", TestProtocol.Design)).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("Scheme"));
        Assert.False((await Waive("Twelve participants", "nine yellow bicycles")).IsRefused);

        Assert.Equal("Twelve participants", await trial.ValueAsync("SELECT Reason FROM AuditEvent WHERE UseCase = 'SealScheme' AND Field = 'chance' AND NewValue = 'waived'"));
        Assert.Equal(1, await trial.CountAsync("Scheme"));
    }

    [Fact]
    public async Task Refuses_a_minimisation_that_can_be_predicted()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);

        var refusal = (await SealAsync(trial, Certain.Replace(", \"allowsDeterministic\": true", string.Empty, StringComparison.Ordinal))).Refusal;

        Assert.Equal("probability", Assert.Single(refusal!.Faults).Place);
    }

    // Not refused: a small trial may want it. Said, so that nobody seals it without a thought.
    [Theory]
    [InlineData("0.9999", true)]
    [InlineData("0.9501", true)]
    [InlineData("0.95", false)]
    public async Task Warns_of_a_probability_that_leaves_hardly_anything_to_chance(string probability, bool warns)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, seal: false);
        var design = JsonEdit.With(JsonEdit.With(Certain, "probability", probability), "allowsDeterministic", null);

        var assessed = (await new AssessDesignHandler().HandleAsync(new AssessDesign([("mine", design)], 60, 10, 2, Compare: false), CancellationToken.None)).Value;
        var isSealed = (await SealAsync(trial, design)).Value;

        Assert.Equal(warns ? 1 : 0, isSealed.Warnings.Count);
        Assert.Equal(warns, assessed.Designs[0].Warnings.Any(warning => warning.StartsWith($"With probability {probability} hardly any", StringComparison.Ordinal)));
        Assert.All(isSealed.Warnings, warning => Assert.StartsWith($"With probability {probability} hardly any", warning, StringComparison.Ordinal));
    }

    // Five names of 20 characters with a level of 20, and "site=" with a code of 20: 5 × 41 + 25 and five bars make 235.
    [Fact]
    public async Task Refuses_factors_whose_stratum_would_not_fit_where_it_is_stored()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, LongProtocol(5, 20), seal: false);

        var refusal = (await SealAsync(trial, LongDesign(5, 20))).Refusal!;

        Assert.Equal("allocation.invalid-design", refusal.Code);
        var fault = Assert.Single(refusal.Faults);
        Assert.Equal("factors", fault.Place);
        Assert.StartsWith("site, factor-1", fault.Value, StringComparison.Ordinal);
        Assert.StartsWith("make a stratum of up to 235 characters; 200 are stored", fault.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await trial.CountAsync("Scheme"));
    }

    // 5 × (14 + 1 + 20) + 25 and five bars are 205; with names of 13 they are 200.
    [Theory]
    [InlineData(14, "make a stratum of up to 205 characters")]
    [InlineData(13, null)]
    public async Task Takes_factors_up_to_what_fits(int length, string? reason)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, LongProtocol(5, length), seal: false);

        var sealing = await SealAsync(trial, LongDesign(5, length));

        Assert.Equal(reason is not null, sealing.IsRefused);
        Assert.StartsWith(reason ?? "", sealing.Refusal?.Faults[0].Reason ?? "", StringComparison.Ordinal);
    }

    // By all of nine factors the cell of a block is named by all of them: 9 × 41 + 25 and nine bars.
    [Fact]
    public async Task Refuses_factors_whose_cell_would_not_fit_where_it_is_stored()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, LongProtocol(9, 20), seal: false);
        var blocks = LongDesign(9, 20).Replace(", \"weight\": 1", string.Empty, StringComparison.Ordinal)
            .Replace("pocock-simon minimisation 1", "permuted blocks 2", StringComparison.Ordinal)
            .Replace("\"measure\": \"range\", \"probability\": 0.8, \"overallWeight\": 0", "\"blockSizes\": [4]", StringComparison.Ordinal);

        var faults = (await SealAsync(trial, blocks)).Refusal!.Faults;

        Assert.Equal(2, faults.Count);
        Assert.StartsWith("make the name of a cell of up to 403 characters; 400 are stored", faults[1].Reason, StringComparison.Ordinal);
    }

    private const string LongLevel = "fairly-well-and-good";

    private static string NameOf(int factor, int length) => FormattableString.Invariant($"factor-{factor}").PadRight(length, 'x');

    private static string LongProtocol(int factors, int length) => JsonEdit.With(
        JsonEdit.With(TestProtocol.Json, "randomisation.stratifyBy", $"[\"site\", {string.Join(", ", Enumerable.Range(1, factors).Select(factor => $"\"{NameOf(factor, length)}\""))}]"),
        "randomisation.factors",
        $"[{string.Join(", ", Enumerable.Range(1, factors).Select(factor => $$"""{ "name": "{{NameOf(factor, length)}}", "visit": "baseline", "form": "mood", "item": "low", "levels": [{ "level": "{{LongLevel}}", "values": ["0"] }, { "level": "bad", "values": ["1"] }] }"""))}]");

    private static string LongDesign(int factors, int length) => $$"""
        { "procedure": "pocock-simon minimisation 1", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "weight": 1 }, {{string.Join(", ", Enumerable.Range(1, factors).Select(factor => $$"""{ "name": "{{NameOf(factor, length)}}", "levels": ["{{LongLevel}}", "bad"], "weight": 1 }"""))}}],
          "measure": "range", "probability": 0.8, "overallWeight": 0 }
        """;

    private static Task<Outcome<SchemeSealed>> SealAsync(TrialHost trial, string design) =>
        trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, design));

    private static Task<Outcome<NonceGiven>> GiveAsync(TrialHost trial, string who, string nonce) =>
        trial.AskAsync<GiveNonce, NonceGiven>(who, new GiveNonce(trial.TrialCode, nonce));
}
