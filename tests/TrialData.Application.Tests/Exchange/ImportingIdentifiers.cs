using TrialData.Application.Capture;
using TrialData.Application.Exchange;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Exchange;

public sealed class ImportingIdentifiers
{
    private const string Row = "P-1,1,A,04/01/2026,06/01/2026,3,yes,37.5,lives near SW1A 1AA,alone,0,07/07/2026";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_without_a_reason_and_the_text_is_not_repeated(Engine engine)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);

        var outcome = await FinishedTrial.ImportAsync(trial, FinishedTrial.File(Row));

        var fault = Assert.Single(outcome.Refusal!.Faults);
        Assert.Equal("row 2, column note", fault.Place);
        Assert.Contains("Postcode", fault.Reason, StringComparison.Ordinal);
        Assert.Null(fault.Value);
        Assert.Equal(0, await trial.CountAsync("Participant"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_done_with_a_reason_that_stands_in_the_audit_trail_without_the_text(Engine engine)
    {
        await using var trial = await FinishedTrial.OpenAsync(engine);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(FinishedTrial.File(Row)));

        var outcome = await trial.AskAsync<ImportFinishedTrial, ImportedTrial>(
            "founder",
            new ImportFinishedTrial(trial.TrialCode, FinishedTrial.Mapping, "trial.csv", stream) { IdentifierReason = "a public building" });

        Assert.Equal(1, outcome.Value.Participants);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'identifierOverride' AND Reason = 'a public building'"));
        Assert.Equal(0, await trial.CountAsync("AuditEvent WHERE NewValue LIKE '%SW1A%'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_refused_in_a_form_without_a_reason(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3", ["note"] = "ring 020 7946 0018" };

        var refused = await trial.AskAsync<SaveForm, FormSaved>(
            "researcher S1", new SaveForm(trial.TrialCode, participant, "baseline", "mood", ExpectedVersion: 0, TrialHost.FirstDay, answers));
        var saved = await trial.AskAsync<SaveForm, FormSaved>(
            "researcher S1",
            new SaveForm(trial.TrialCode, participant, "baseline", "mood", ExpectedVersion: 0, TrialHost.FirstDay, answers, IdentifierReason: "the ward's number"));

        Assert.Equal("form.identifier-suspected", refused.Refusal?.Code);
        Assert.DoesNotContain("7946", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.False(saved.IsRefused);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'identifierOverride' AND NewValue = 'note (PhoneNumber)'"));
    }
}
