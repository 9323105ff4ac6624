using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

public sealed class TheLifeOfAForm
{
    private const string Password = "nine yellow bicycles";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Goes_from_not_started_to_locked_and_back(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var signer = await SignerAsync(trial);
        var states = new List<FormState> { (await trial.ShowAsync(participant)).State };
        var typed = new KeepDraft(trial.TrialCode, participant, "baseline", "mood", BaseVersion: 0, Answers(("low", "3 or 4")));
        _ = (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, typed)).Value;
        var draft = await trial.ShowAsync(participant);
        Assert.Equal((0, 0), (draft.Version, draft.Answers.Count));
        states.Add(draft.State);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;
        states.Add((await trial.ShowAsync(participant)).State);
        _ = (await trial.AskAsync<KeepDraft, KeptDraft>(Researcher, typed with { BaseVersion = 1 })).Value;
        Assert.Equal(FormState.Complete, (await trial.ShowAsync(participant)).State);

        states.Add((await VerifyAsync(trial, participant, 1)).Value.State);
        _ = (await SignAsync(trial, participant, 1, signer.Password)).Value;
        states.Add((await trial.ShowAsync(participant)).State);
        states.Add((await LockAsync(trial, participant, 1)).Value.State);
        Assert.Equal("form.locked", (await trial.SaveAsync(MoodOf(trial, participant, 1, ("low", "4")))).Refusal?.Code);
        Assert.Equal("form.locked", (await trial.AskAsync<VoidForm, FormVoided>(Researcher, new VoidForm(trial.TrialCode, participant, Mood, 1, "Wrong"))).Refusal?.Code);
        states.Add((await UnlockAsync(trial, participant, "A late letter")).Value.State);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 1, ("low", "4")))).Value;
        states.Add((await trial.ShowAsync(participant)).State);

        Assert.Equal(
            [FormState.NotStarted, FormState.Draft, FormState.Complete, FormState.Verified, FormState.Signed, FormState.Locked, FormState.Signed, FormState.Complete], states);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_marked_once_in_the_version_seen_and_unmarked_with_a_reason(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        _ = (await trial.RegisterAsync("source monitor", Role.Monitor, "S1")).Value;

        Assert.Equal("form.not-saved", (await VerifyAsync(trial, participant, 0)).Refusal?.Code);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;
        Assert.Equal("form.changed-by-another", (await VerifyAsync(trial, participant, 2)).Refusal?.Code);
        _ = (await VerifyAsync(trial, participant, 1)).Value;
        Assert.Equal("form.mark-out-of-place", (await VerifyAsync(trial, participant, 1)).Refusal?.Code);
        Assert.Equal("request.invalid", (await UnverifyAsync(trial, participant, " ")).Refusal?.Code);
        Assert.Equal(FormState.Complete, (await UnverifyAsync(trial, participant, "Wrong page")).Value.State);
        Assert.Equal("request.invalid", (await UnlockAsync(trial, participant, string.Empty)).Refusal?.Code);
        Assert.Equal("form.mark-out-of-place", (await UnlockAsync(trial, participant, "Not locked")).Refusal?.Code);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'mark' AND OldValue = 'Verified' AND Reason = 'Wrong page'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_signed_by_name_with_the_time_the_meaning_and_the_data(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var signer = await SignerAsync(trial);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;

        var signed = (await SignAsync(trial, participant, 1, signer.Password)).Value;

        var shown = Assert.Single((await trial.ShowAsync(participant)).Signatures);
        Assert.Equal(
            new ShownSignature("signer", trial.Clock.GetUtcNow(), SignatureMeaning.Approved, 1, signed.DataSha256, IsValid: true), shown);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 1, ("low", "4")))).Value;
        Assert.False(Assert.Single((await trial.ShowAsync(participant)).Signatures).IsValid);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 2, ("low", "3")))).Value;
        Assert.False(Assert.Single((await trial.ShowAsync(participant)).Signatures).IsValid);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Cannot_carry_the_signature_of_another_form(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var signer = await SignerAsync(trial);
        var (one, other) = (await trial.EnrolAsync("S1"), await trial.EnrolAsync("S1"));
        foreach (var participant in new[] { one, other })
        {
            _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;
        }

        _ = (await SignAsync(trial, one, 1, signer.Password)).Value;
        await trial.ValueAsync("""
            INSERT INTO FormSignature (FormSignatureId, FormId, FormVersion, AccountId, SignerName, Meaning, SignedAt, DataSha256)
            SELECT 999999, (SELECT MAX(FormId) FROM Form), FormVersion, AccountId, SignerName, Meaning, SignedAt, DataSha256 FROM FormSignature
            """);

        Assert.False(Assert.Single((await trial.ShowAsync(other)).Signatures).IsValid);
        Assert.Equal(FormState.Complete, (await trial.ShowAsync(other)).State);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_not_signed_with_a_wrong_password_and_the_account_locks_as_at_the_door(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var signer = await SignerAsync(trial);
        _ = (await trial.SaveAsync(MoodOf(trial, participant, 0, ("low", "3")))).Value;

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(new SignatureRefused(), (await SignAsync(trial, participant, 1, "wrong")).Refusal);
        }

        Assert.Equal(new SignatureRefused(), (await SignAsync(trial, participant, 1, signer.Password)).Refusal);
        Assert.True((await signer.SignInAsync()).IsRefused);
        Assert.Equal(0, await trial.CountAsync("FormSignature"));
        Assert.NotEqual(0, await trial.CountAsync("AuditEvent WHERE UseCase = 'SignForm' AND Field = 'lockedUntil'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_not_there_for_whom_it_would_tell_the_arm(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolWithBaselineAsync("S1");
        _ = (await trial.RandomiseAsync("S1", participant)).Value;
        _ = (await trial.SaveAsync(Researcher, participant, "m6", "meetings", expectedVersion: 0, ("held", "3"))).Value;
        _ = (await trial.RegisterAsync("source monitor", Role.Monitor, "S1")).Value;
        var meetings = new FormAt("m6", "meetings");

        Assert.Equal("3", (await trial.ShowAsync(participant, meetings)).Answers["held"]);
        Assert.Equal("3", Assert.Single(await trial.HistoryAsync(participant, "held", meetings)).Value);
        foreach (var blinded in new[] { "assessor S1", "source monitor" })
        {
            Assert.Equal(
                new NoSuchForm("m6", "meetings"),
                (await trial.AskAsync<ShowForm, ShownForm>(blinded, new ShowForm(trial.TrialCode, participant, meetings))).Refusal);
            Assert.Equal(
                new NoSuchForm("m6", "meetings"),
                (await trial.AskAsync<ShowFieldHistory, FieldHistory>(blinded, new ShowFieldHistory(trial.TrialCode, participant, meetings, "held"))).Refusal);
        }

        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE Subject LIKE '%meetings%' AND Chain NOT LIKE 'restricted:%'"));
    }

    private static async Task<Person> SignerAsync(TrialHost trial)
    {
        var signer = await Person.InviteAsync(trial, "signer", Password);
        _ = (await trial.GrantAsync("signer", Role.PrincipalInvestigator, "S1")).Value;
        _ = (await trial.RegisterAsync("source monitor", Role.Monitor, "S1")).Value;
        return signer;
    }

    private static Task<Outcome<FormMarked>> VerifyAsync(TrialHost trial, Guid participant, int version) =>
        trial.AskAsync<VerifyForm, FormMarked>("source monitor", new VerifyForm(trial.TrialCode, participant, Mood, version));

    private static Task<Outcome<FormMarked>> UnverifyAsync(TrialHost trial, Guid participant, string reason) =>
        trial.AskAsync<UnverifyForm, FormMarked>("source monitor", new UnverifyForm(trial.TrialCode, participant, Mood, 1, reason));

    private static Task<Outcome<FormMarked>> LockAsync(TrialHost trial, Guid participant, int version) =>
        trial.AskAsync<LockForm, FormMarked>("founder", new LockForm(trial.TrialCode, participant, Mood, version));

    private static Task<Outcome<FormMarked>> UnlockAsync(TrialHost trial, Guid participant, string reason) =>
        trial.AskAsync<UnlockForm, FormMarked>("founder", new UnlockForm(trial.TrialCode, participant, Mood, 1, reason));

    private static Task<Outcome<FormSigned>> SignAsync(TrialHost trial, Guid participant, int version, string password) => trial.AskAsync<SignForm, FormSigned>(
        "signer", new SignForm(trial.TrialCode, participant, Mood, version, SignatureMeaning.Approved, password));
}
