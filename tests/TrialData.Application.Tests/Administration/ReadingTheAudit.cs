using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Application.Reporting;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Administration;

/// <summary>What of the trail a person may read.</summary>
public sealed class ReadingTheAudit
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Shows_who_did_what_when_and_why_newest_first(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolAsync("S1");
        _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", 0, reason: null, Answers("3"))).Value;
        _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", 1, "misheard", Answers("4"))).Value;

        var page = await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { UseCase = "SaveForm", Field = "answers" }));

        Assert.Equal(2, page.Events.Count);
        Assert.Equal(("researcher S1", "site-researcher", "done", "S1", "misheard"), Told(page.Events[0]));
        Assert.Equal(page.Events.OrderByDescending(e => e.OccurredAt).ThenByDescending(e => e.Sequence), page.Events);
        Assert.All(page.Events, e => Assert.EndsWith("/baseline/mood", e.Subject, StringComparison.Ordinal));

        static (string, string?, string, string?, string?) Told(ReadEvent e) => (e.Actor, e.Role, e.Result, e.Site, e.Reason);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Filters_by_person_participant_and_time_and_goes_on_where_it_stopped(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var since = host.Clock.GetUtcNow();
        for (var i = 0; i < 5; i++)
        {
            host.Clock.MoveTo(host.Clock.GetUtcNow().AddMinutes(1));
            _ = (await host.ScreenAsync("S1")).Value;
        }

        var all = await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { UseCase = "ScreenParticipant" }));
        Assert.Equal(all.Events, (await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { UseCase = "ScreenParticipant", ActorName = "researcher S1" }))).Events);
        Assert.Empty((await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { UseCase = "ScreenParticipant", ActorName = "researcher S2" }))).Events);
        Assert.All(
            (await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { SubjectBegins = "S1-0003" }))).Events,
            e => Assert.StartsWith("S1-0003", e.Subject, StringComparison.Ordinal));
        Assert.DoesNotContain(
            (await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { From = since.AddMinutes(2), To = since.AddMinutes(4) }))).Events,
            e => e.OccurredAt < since.AddMinutes(2) || e.OccurredAt >= since.AddMinutes(4));

        var paged = new List<ReadEvent>();
        for (long? before = null; ;)
        {
            var page = await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion { UseCase = "ScreenParticipant", Most = 2, Before = before }));
            paged.AddRange(page.Events);
            if (page.Next is null)
            {
                break;
            }

            before = page.Next;
        }

        Assert.Equal(all.Events, paged);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Shows_a_site_its_own_and_nobody_else_s(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        _ = await host.EnrolAsync("S1");
        _ = await host.EnrolAsync("S2");
        _ = (await host.RegisterAsync("manager", Role.Manager)).Value;

        Assert.All((await ReadAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion()))).Events, e => Assert.Equal("S1", e.Site));
        Assert.Equal("site.not-found", (await AskAsync(host, "investigator S1", new ReadAudit(host.TrialCode, new AuditQuestion(), "S2"))).Refusal?.Code);
        Assert.Equal("access.not-permitted", (await AskAsync(host, "researcher S1", new ReadAudit(host.TrialCode, new AuditQuestion()))).Refusal?.Code);
        Assert.Equal(
            "access.not-permitted",
            (await host.AskAsync<ReadInstallationAudit, AuditPage>("investigator S1", new ReadInstallationAudit(new AuditQuestion()))).Refusal?.Code);
        Assert.Equal(["S1", "S2"], (await ReadAsync(host, "manager", new ReadAudit(host.TrialCode, new AuditQuestion()))).Events.Select(e => e.Site).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Holds_no_arm_and_no_free_text_for_the_blinded(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        _ = (await host.RegisterAsync("manager", Role.Manager)).Value;
        var participant = await host.EnrolAsync("S1");
        _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", 0, reason: null, Answers("3"))).Value;
        _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", 1, "asked at the network meeting", Answers("4"))).Value;
        var allocated = (await host.AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S1", new RandomiseParticipant(host.TrialCode, participant))).Value;

        var blinded = AuditCsv.Of(await ReadAsync(host, "manager", new ReadAudit(host.TrialCode, new AuditQuestion())));
        var seeing = AuditCsv.Of(await ReadAsync(host, "founder", new ReadAudit(host.TrialCode, new AuditQuestion())));

        Assert.DoesNotContain($",{allocated.Arm},", blinded, StringComparison.Ordinal);
        Assert.DoesNotContain("restricted:", blinded, StringComparison.Ordinal);
        Assert.DoesNotContain("network meeting", blinded, StringComparison.Ordinal);
        Assert.Contains($",{allocated.Arm},", seeing, StringComparison.Ordinal);
        Assert.Contains("network meeting", seeing, StringComparison.Ordinal);
    }

    private static (string, string)[] Answers(string low) => [("low", low)];

    private static async Task<AuditPage> ReadAsync(TrialHost host, string actor, ReadAudit request) => (await AskAsync(host, actor, request)).Value;

    private static Task<Outcome<AuditPage>> AskAsync(TrialHost host, string actor, ReadAudit request) => host.AskAsync<ReadAudit, AuditPage>(actor, request);
}
