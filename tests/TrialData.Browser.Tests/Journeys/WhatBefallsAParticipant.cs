using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Enrolment;
using TrialData.Application.Safety;
using TrialData.Application.Tests;
using TrialData.Storage;
using TrialData.Testing;
using TrialData.Web.Tests;
using Xunit;
using static TrialData.Browser.Tests.Stored;

namespace TrialData.Browser.Tests.Journeys;

public sealed class WhatBefallsAParticipant(Chromium chromium) : IClassFixture<Chromium>
{
    [BrowserTheory, OnSqlite]
    public async Task In_an_emergency_the_investigator_sees_the_arm_and_it_is_registered(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolWithBaselineAsync("S1");
        var arm = (await web.Trial.RandomiseAsync("S1", participant)).Value.ArmLabel;
        await using var investigator = await chromium.PersonAsync(web, web.Listen(), "investigator S1");

        await investigator.OpenAsync($"/trials/TEST/participants/{participant}");
        await investigator.FollowAsync("Break the blind in an emergency");
        await investigator.PressAsync("Show the arm of S1-0001");
        await investigator.SeeAsync("There is a problem");
        await investigator.TypeAsync("Why must the arm be known?", "A seizure: the ward asks what was given.");
        await investigator.TypeAsync("Your password", "not the password");
        await investigator.PressInVainAsync("Show the arm of S1-0001");
        var before = await web.Trial.CountAsync("CodeBreak");
        await investigator.TypeAsync("Your password", WebTrial.Password);
        await investigator.PressAsync("Show the arm of S1-0001");
        await investigator.SeeHeadingAsync(arm);

        Assert.Equal(0, before);
        var entry = Assert.Single((await web.Trial.AskAsync<ListCodeBreaks, RegisterOfCodeBreaks>("investigator S1", new ListCodeBreaks("TEST"))).Value.Entries);
        Assert.Equal(("S1-0001", CodeBreakKind.Emergency, "investigator S1", "A seizure: the ward asks what was given."), (entry.Number, entry.Kind, entry.Learned, entry.Reason));
    }

    [BrowserTheory, OnSqlite]
    public async Task A_withdrawal_and_the_choice_on_the_data_are_recorded(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");

        await researcher.OpenAsync($"/trials/TEST/participants/{participant}");
        await researcher.FollowAsync("Record a withdrawal");
        await researcher.ChooseAsync("What does the participant withdraw from?", "The consent");
        await researcher.TypeDayAsync("Day of the withdrawal", TrialHost.FirstDay);
        await researcher.PressAsync("Record the withdrawal");
        await researcher.FollowErrorAsync("Choose what may become of the data");
        await researcher.ChooseAsync("What may become of the data?", "No analysis may use it from then on");
        await researcher.PressAsync("Record the withdrawal");
        await researcher.SeeAsync("The withdrawal of S1-0001 is recorded.");

        Assert.Equal((TrialHost.FirstDay, EndReason.Withdrawn), ((await ParticipantAsync(web, "S1-0001")).EndedOn, (await ParticipantAsync(web, "S1-0001")).EndReason));
        Assert.Equal("NoFurtherUse", await web.Trial.ValueAsync("SELECT DataUse FROM Withdrawal WHERE Kind = 'Consent'"));
    }

    [BrowserTheory, OnSqlite]
    public async Task A_serious_event_is_written_down_and_reported(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        var address = web.Listen();
        await using var researcher = await chromium.PersonAsync(web, address, "researcher S1");
        await using var investigator = await chromium.PersonAsync(web, address, "investigator S1");

        await researcher.OpenAsync($"/trials/TEST/participants/{participant}");
        await researcher.PressAsync("Report an adverse event");
        await researcher.TypeAsync("What happened", "Fell on the stairs");
        await researcher.TypeDayAsync("Onset", TrialHost.FirstDay);
        await researcher.ChooseAsync("Severity", "Severe");
        await researcher.ChooseAsync("Why it is serious", "Hospitalisation or its prolongation");
        await researcher.TypeDayAsync("Day on which the site learned of it", TrialHost.FirstDay);
        await researcher.ChooseAsync("Caused by the intervention", "Possibly");
        await researcher.ChooseAsync("Expected", "No");
        await researcher.ChooseAsync("Outcome", "Recovering");
        foreach (var question in new[] { "Self-harm", "Violence", "Safeguarding concern" })
        {
            await researcher.ChooseAsync(question, "No");
        }

        await researcher.TypeDayAsync("Day of completion", TrialHost.FirstDay);
        await researcher.PressAsync("Save");
        await researcher.SeeAsync("Entry 1 of Adverse events is saved.");
        await investigator.OpenAsync("/");
        await investigator.FollowAsync("Serious events");
        await investigator.SeeAsync("1 event is still to be reported to the ethics committee.");
        await investigator.FollowAsync("Record a report of S1-0001, entry 1");
        await investigator.ChooseAsync("Who got the report?", "Research ethics committee");
        await investigator.TypeDayAsync("Day on which it was sent", TrialHost.FirstDay);
        await investigator.PressAsync("Record the report");
        await investigator.SeeAsync("The report of S1-0001, entry 1, is recorded.");
        await investigator.SeeAsync("Told in time");

        var stored = Assert.Single((await web.Trial.AskAsync<ListSafetyReports, ListedSafetyReports>("investigator S1", new ListSafetyReports("TEST"))).Value.Events);
        Assert.Equal((participant, 1, false), (stored.ParticipantId, stored.Entry, stored.IsWaiting));
        Assert.Equal([new SentReport(SafetyRecipient.EthicsCommittee, TrialHost.FirstDay)], stored.Reports);
    }

    [BrowserTheory, OnSqlite]
    public async Task A_visit_that_nobody_planned_and_the_end_are_recorded(Engine engine)
    {
        await using var web = await WebTrial.OpenAsync(engine);
        var participant = await web.Trial.EnrolAsync("S1");
        await using var researcher = await chromium.PersonAsync(web, web.Listen(), "researcher S1");

        await researcher.OpenAsync($"/trials/TEST/participants/{participant}");
        await researcher.FollowAsync("Add a visit that nobody planned");
        await researcher.TypeDayAsync("Day of the visit", TrialHost.FirstDay);
        await researcher.PressAsync("Add the visit");
        await researcher.SeeAsync("The visit is added to S1-0001.");
        var visit = Assert.Single((await ParticipantAsync(web, "S1-0001")).Visits, each => !each.IsPlanned);
        await researcher.FollowAsync("Record that the participant died or was lost to follow-up");
        await researcher.ChooseAsync("What happened?", "Lost to follow-up");
        await researcher.TypeDayAsync("Day", TrialHost.FirstDay);
        await researcher.PressAsync("Record the end");
        await researcher.SeeAsync("The end of the participation of S1-0001 is recorded.");

        var stored = await ParticipantAsync(web, "S1-0001");
        Assert.Equal(TrialHost.FirstDay, visit.TargetOn);
        Assert.Equal((TrialHost.FirstDay, EndReason.LostToFollowUp), (stored.EndedOn, stored.EndReason));
    }
}
