using TrialData.Application.Capture.Drafts;
using TrialData.Application.Oversight;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Oversight;

public sealed class WhatWaits
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_each_participant_s_next_step_for_whoever_does_it(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var screened = (await host.ScreenAsync("S1")).Value;
        var consented = (await host.ScreenAsync("S1")).Value.PublicId;
        _ = (await host.ConsentAsync("S1", consented)).Value;
        var enrolled = await host.EnrolAsync("S1");
        var ready = await host.EnrolWithBaselineAsync("S1");
        _ = (await host.ScreenAsync("S1", ("adult", "no"))).Value;

        var researcher = await WorkOfAsync(host, "researcher S1");
        var assessor = await WorkOfAsync(host, "assessor S1");
        var neighbour = await WorkOfAsync(host, "researcher S2");

        Assert.Equal(
            [
                (WorkKind.AwaitingConsent, screened.PublicId, null),
                (WorkKind.AwaitingEnrolment, consented, null),
                (WorkKind.AwaitingBaseline, enrolled, "mood"),
                (WorkKind.AwaitingRandomisation, ready, null),
            ],
            researcher.Select(item => (item.Kind, item.ParticipantId, item.FormCode)));
        Assert.Empty(assessor);
        Assert.Empty(neighbour);
    }

    // Of nobody else: a draft is not part of the trial's data yet.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_what_the_person_typed_and_has_not_saved(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolAsync("S1");
        var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "7" };
        _ = (await host.AskAsync<KeepDraft, KeptDraft>("researcher S1", new KeepDraft(host.TrialCode, participant, "baseline", "mood", BaseVersion: 0, answers))).Value;

        var draft = Assert.Single(await WorkOfAsync(host, "researcher S1"), item => item.Kind == WorkKind.Draft);

        Assert.Equal((participant, "S1", "baseline", "mood", "Baseline: Mood", 1, host.Clock.GetUtcNow()), (draft.ParticipantId, draft.Site, draft.VisitCode, draft.FormCode, draft.Label, draft.Instance, draft.KeptAt));
        Assert.DoesNotContain(await WorkOfAsync(host, "investigator S1"), item => item.Kind == WorkKind.Draft);
        _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 0, ("low", "7"))).Value;
        Assert.DoesNotContain(await WorkOfAsync(host, "researcher S1"), item => item.Kind == WorkKind.Draft);
    }

    /// <summary>The visit of six months lies at day 183, its window from 14 days before to 28 after: randomised on 4 January, its target is 6 July and it closes on 3 August.</summary>
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_due_on_the_target_day_and_overdue_once_the_window_has_closed(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolWithBaselineAsync("S1");
        _ = (await host.RandomiseAsync("S1", participant)).Value;

        host.Clock.MoveTo(new DateTimeOffset(2027, 7, 5, 12, 0, 0, TimeSpan.Zero));
        var before = await WorkOfAsync(host, "researcher S1");
        host.Clock.MoveTo(new DateTimeOffset(2027, 7, 6, 12, 0, 0, TimeSpan.Zero));
        var due = await WorkOfAsync(host, "researcher S1");
        var ofAssessor = await WorkOfAsync(host, "assessor S1");
        host.Clock.MoveTo(new DateTimeOffset(2027, 8, 5, 12, 0, 0, TimeSpan.Zero));
        var overdue = await WorkOfAsync(host, "researcher S1");

        Assert.Empty(before);
        Assert.Equal([(WorkKind.DueForm, "mood", 0)], due.Select(item => (item.Kind, item.FormCode!, item.DaysOverdue)));
        Assert.Equal([(WorkKind.DueForm, "rating", 0)], ofAssessor.Select(item => (item.Kind, item.FormCode!, item.DaysOverdue)));
        Assert.Equal([(WorkKind.OverdueForm, "mood", 2)], overdue.Select(item => (item.Kind, item.FormCode!, item.DaysOverdue)));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Ends_with_the_participation(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolAsync("S1");
        _ = (await host.AskAsync<Application.Enrolment.WithdrawParticipant, Application.Enrolment.WithdrawnParticipant>(
            "researcher S1", new(host.TrialCode, participant, Application.Enrolment.WithdrawalKind.FollowUp, TrialHost.FirstDay))).Value;

        Assert.Empty(await WorkOfAsync(host, "researcher S1"));
    }

    private static async Task<IReadOnlyList<WorkItem>> WorkOfAsync(TrialHost host, string account) =>
        (await host.AskAsync<ShowWork, ShownWork>(account, new ShowWork(host.TrialCode))).Value.Items;
}
