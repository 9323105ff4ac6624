using TrialData.Application.Administration;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class SigningEligibility
{
    private const string Secret = "a password of one's own";

    private static readonly string AsksForIt = JsonEdit.With(TestProtocol.Json, "randomisation.eligibilitySigned", "true");

    // R15: nobody is randomised before a delegated person has signed the checklist.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Comes_before_the_allocation_where_the_protocol_asks_for_it(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine, AsksForIt);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        Assert.Equal("allocation.eligibility-not-signed", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("Allocation"));

        var signed = (await SignAsync(trial, "investigator S1", participant)).Value;

        Assert.Equal(("S1-0001", "investigator S1", 64), (signed.Number, signed.SignerName, signed.AnswersSha256.Length));
        Assert.False((await trial.RandomiseAsync("S1", participant)).IsRefused);
        Assert.Equal(signed, (await SignAsync(trial, "investigator S1", participant)).Value);
        Assert.Equal(1, await trial.CountAsync("EligibilitySignature"));
        Assert.Equal(1, await trial.CountAsync($"AuditEvent WHERE Field = 'eligibilitySignature' AND NewValue = '{signed.AnswersSha256}'"));
    }

    [Fact]
    public async Task Is_asked_for_by_no_protocol_that_does_not_say_so()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);

        Assert.False((await trial.RandomiseAsync("S1", await trial.EnrolWithBaselineAsync("S1"))).IsRefused);
    }

    // Whoever owns the database and turns an answer round has not turned the signature with it.
    [Fact]
    public async Task Holds_for_the_answers_that_were_signed_alone()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, AsksForIt);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        var first = (await SignAsync(trial, "investigator S1", participant)).Value;
        _ = await trial.ValueAsync("UPDATE EligibilityAnswer SET Answer = 'no' WHERE Criterion = 'adult'");

        Assert.Equal("allocation.eligibility-not-signed", (await trial.RandomiseAsync("S1", participant)).Refusal?.Code);
        Assert.NotEqual(first.AnswersSha256, (await SignAsync(trial, "investigator S1", participant)).Value.AnswersSha256);
    }

    [Theory]
    [InlineData("researcher S1", "access.not-permitted")]
    [InlineData("assessor S1", "access.not-permitted")]
    [InlineData("investigator S2", "participant.not-found")]
    public async Task Is_of_an_investigator_of_the_site(string who, string code)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, AsksForIt);

        Assert.Equal(code, (await SignAsync(trial, who, await trial.EnrolAsync("S1"))).Refusal?.Code);
    }

    [Fact]
    public async Task Refuses_who_is_not_eligible_or_allocated_already()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var excluded = (await trial.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;
        var allocated = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", allocated)).Value;

        Assert.Equal("eligibility.not-met", (await SignAsync(trial, "investigator S1", excluded)).Refusal?.Code);
        Assert.Equal("eligibility.allocated-already", (await SignAsync(trial, "investigator S1", allocated)).Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("EligibilitySignature"));
    }

    [Fact]
    public async Task Takes_the_person_s_own_password_and_counts_wrong_ones()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite, AsksForIt);
        _ = await Person.InviteAsync(trial, "eva", Secret);
        _ = (await trial.GrantAsync("eva", Role.PrincipalInvestigator, "S1")).Value;
        var participant = await trial.EnrolAsync("S1");

        var wrong = await SignAsync(trial, "eva", participant, "not the password at all");

        Assert.Equal("eligibility.signature-refused", wrong.Refusal?.Code);
        Assert.Equal("1", await trial.ValueAsync("SELECT Failures FROM Credential WHERE AccountId = (SELECT AccountId FROM Account WHERE Name = 'eva')"));
        Assert.Equal("eva", (await SignAsync(trial, "eva", participant, Secret)).Value.SignerName);
    }

    private static Task<Outcome<SignedEligibility>> SignAsync(TrialHost trial, string who, Guid participant, string? password = null) =>
        trial.AskAsync<SignEligibility, SignedEligibility>(who, new SignEligibility(trial.TrialCode, participant, password));
}
