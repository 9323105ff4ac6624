using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class ConsentingAnew
{
    private const string Current = "consent-2";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_due_for_whoever_goes_on_and_has_not_signed_the_current_form(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        await trial.EnrolAsync("S2");
        _ = (await trial.ScreenAsync("S1")).Value;

        var due = await DueAsync(trial);
        _ = (await ReconsentAsync(trial, participant, Current)).Value;

        Assert.Equal((Current, "S1-0001", TestProtocol.ConsentForm), (due.CurrentForm, Assert.Single(due.Participants).Number, due.Participants[0].ConsentForm));
        Assert.Empty((await DueAsync(trial)).Participants);
        Assert.Equal(3, await trial.CountAsync("Consent"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Needs_a_form_of_the_protocol_that_was_not_signed_before(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var screened = (await trial.ScreenAsync("S1")).Value.PublicId;

        Assert.Equal("consent.no-such-form", (await ReconsentAsync(trial, participant, "consent-9")).Refusal?.Code);
        Assert.Equal("consent.already", (await ReconsentAsync(trial, participant, TestProtocol.ConsentForm)).Refusal?.Code);
        Assert.Equal("consent.not-yet", (await ReconsentAsync(trial, screened, Current)).Refusal?.Code);
        Assert.Equal("consent.day-in-the-future", (await ReconsentAsync(trial, participant, Current, TrialHost.FirstDay.AddDays(1))).Refusal?.Code);
        Assert.Equal("consent.before-the-first", (await ReconsentAsync(trial, participant, Current, TrialHost.FirstDay.AddDays(-1))).Refusal?.Code);
    }

    private static Task<Outcome<Reconsented>> ReconsentAsync(TrialHost trial, Guid participant, string form, DateOnly? on = null) =>
        trial.AskAsync<ReconsentParticipant, Reconsented>(
            "researcher S1", new ReconsentParticipant(trial.TrialCode, participant, form, on ?? TrialHost.FirstDay));

    private static async Task<ReconsentsDue> DueAsync(TrialHost trial) =>
        (await trial.AskAsync<ListReconsentsDue, ReconsentsDue>("researcher S1", new ListReconsentsDue(trial.TrialCode))).Value;
}
