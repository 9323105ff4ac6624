using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Capture.FormsInTests;

namespace TrialData.Application.Tests.Capture;

public sealed class UnlikelyDays
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task A_day_after_that_of_its_form_is_confirmed_first(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");

        var unlikely = await SaveAsync(trial, participant, TrialHost.FirstDay, "2027-02-01");

        Assert.Equal("form.unlikely", unlikely.Refusal?.Code);
        Assert.Equal(new Fault("since", "2027-02-01", "lies after the day of the form, 2027-01-04"), Assert.Single(unlikely.Refusal!.Faults));
        Assert.Equal(1, (await SaveAsync(trial, participant, TrialHost.FirstDay, "2027-02-01", "since")).Value.Version);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task A_form_before_the_consent_is_confirmed_first(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        var participant = await trial.EnrolAsync("S1");
        var before = TrialHost.FirstDay.AddDays(-1);

        var unlikely = await SaveAsync(trial, participant, before, since: null);

        Assert.Equal(("form.unlikely", FilledForm.CompletedOnField), (unlikely.Refusal?.Code, Assert.Single(unlikely.Refusal!.Faults).Place));
        Assert.Equal(1, (await SaveAsync(trial, participant, before, since: null, FilledForm.CompletedOnField)).Value.Version);
        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE Field = 'confirmed' AND NewValue LIKE 'completedOn%'"));
    }

    [Theory]
    [InlineData("0226-01-04")]
    [InlineData("1899-12-31")]
    [InlineData("2999-01-01")]
    public async Task A_slip_of_the_keyboard_is_refused_whoever_confirms_it(string day)
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        var participant = await trial.EnrolAsync("S1");

        var answer = await SaveAsync(trial, participant, TrialHost.FirstDay, day, "since");
        var form = await SaveAsync(trial, participant, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), since: null, FilledForm.CompletedOnField);

        Assert.Equal(new Fault("since", day, "must lie in the years 1900 to 2199"), Assert.Single(answer.Refusal!.Faults));
        Assert.Contains(form.Refusal?.Code, new[] { "form.long-ago", "form.in-the-future" });
        Assert.Equal(0, await trial.CountAsync("Form"));
    }

    private static Task<Outcome<FormSaved>> SaveAsync(TrialHost trial, Guid participant, DateOnly on, string? since, params string[] confirmed) =>
        trial.SaveAsync(MoodOf(trial, participant, 0, since is null ? [("low", "3")] : [("low", "3"), ("since", since)]) with { CompletedOn = on, Confirmed = confirmed });
}
