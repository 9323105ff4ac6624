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

    private static Task<Outcome<SchemeSealed>> SealAsync(TrialHost trial, string design) =>
        trial.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(trial.TrialCode, design));

    private static Task<Outcome<NonceGiven>> GiveAsync(TrialHost trial, string who, string nonce) =>
        trial.AskAsync<GiveNonce, NonceGiven>(who, new GiveNonce(trial.TrialCode, nonce));
}
