using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Rescoring;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Safety;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Enrolment;

/// <summary>Site isolation where it is made: in the SQL of every read that takes a scope, and in what a request then answers.</summary>
public sealed class AParticipantOfAnotherSite
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_found_by_no_port_outside_its_scope(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await TestImport.IntoTrialOfItsOwnAsync(host);
        var id = await host.EnrolAsync("S1");
        await using var scope = host.NewScope();
        var trials = scope.ServiceProvider.GetRequiredService<ITrials>();
        var participants = scope.ServiceProvider.GetRequiredService<IParticipants>();
        var forms = scope.ServiceProvider.GetRequiredService<IForms>();
        var history = scope.ServiceProvider.GetRequiredService<IParticipantHistory>();
        var safety = scope.ServiceProvider.GetRequiredService<ISafetyReports>();
        var schedules = scope.ServiceProvider.GetRequiredService<ISchedules>();
        await host.AddAdverseEventAsync(id);
        var drafts = scope.ServiceProvider.GetRequiredService<IFormDrafts>();
        var scores = scope.ServiceProvider.GetRequiredService<IStoredScores>();
        var trial = (await trials.FindAsync(host.TrialCode, CancellationToken.None))!.TrialId;
        var otherTrial = (await trials.FindAsync(TestImport.TrialOfItsOwn, CancellationToken.None))!.TrialId;
        var own = (await trials.FindSiteAsync(trial, "S1", CancellationToken.None))!.SiteId;
        var other = (await trials.FindSiteAsync(trial, "S2", CancellationToken.None))!.SiteId;

        SiteScope[] within = [SiteScope.WholeTrial(trial), SiteScope.Only(trial, [own]), SiteScope.Only(trial, [other, own])];
        SiteScope[] outside = [SiteScope.Only(trial, [other]), SiteScope.Only(trial, []), SiteScope.WholeTrial(otherTrial), SiteScope.Only(otherTrial, [own])];
        var account = host.Actor("researcher S1").AccountId!.Value;
        await KeepDraftAndScoreAsync(host, id);
        var key = (await participants.FindAsync(id, within[0], CancellationToken.None))!.ParticipantId;

        foreach (var sites in within)
        {
            Assert.NotNull(await participants.FindAsync(id, sites, CancellationToken.None));
            Assert.Contains(await participants.ListAsync(sites, CancellationToken.None), listed => listed.PublicId == id);
            Assert.NotNull(await forms.FindVisitAsync(key, "baseline", sites, CancellationToken.None));
            Assert.Single(await history.ReconsentsDueAsync(sites, "consent-2", CancellationToken.None));
            Assert.Single(await safety.EntriesAsync(sites, [AdverseEvents.Log], CancellationToken.None));
            Assert.Single(await schedules.ReadAsync(sites, CancellationToken.None));
            Assert.Single(await drafts.OfAsync(account, sites, CancellationToken.None));
            Assert.True(await scores.RowsAsync(sites, CancellationToken.None).AnyAsync());
        }

        foreach (var sites in outside)
        {
            Assert.Null(await participants.FindAsync(id, sites, CancellationToken.None));
            Assert.DoesNotContain(await participants.ListAsync(sites, CancellationToken.None), listed => listed.PublicId == id);
            Assert.Null(await forms.FindVisitAsync(key, "baseline", sites, CancellationToken.None));
            Assert.DoesNotContain(await history.ReconsentsDueAsync(sites, "consent-2", CancellationToken.None), due => due.PublicId == id);
            Assert.Empty(await safety.EntriesAsync(sites, [AdverseEvents.Log], CancellationToken.None));
            Assert.DoesNotContain(await schedules.ReadAsync(sites, CancellationToken.None), each => each.Number == "S1-0001");
            Assert.Empty(await drafts.OfAsync(account, sites, CancellationToken.None));
            Assert.False(await scores.RowsAsync(sites, CancellationToken.None).AnyAsync());
        }
    }

    private static async Task KeepDraftAndScoreAsync(TrialHost host, Guid participant)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "3" };
        _ = (await host.AskAsync<KeepDraft, KeptDraft>(
            "researcher S1", new KeepDraft(host.TrialCode, participant, "baseline", "mood", BaseVersion: 0, typed))).Value;
        _ = (await host.SaveAsync("assessor S1", participant, "baseline", "rating", expectedVersion: 0, ("rating", "0"))).Value;
    }

    [Fact]
    public void Is_looked_for_in_every_port_that_takes_a_scope()
    {
        var taking =
            from port in typeof(IParticipants).Assembly.GetTypes()
            where port.IsInterface
            from method in port.GetMethods()
            where method.GetParameters().Any(p => p.ParameterType == typeof(SiteScope))
            select $"{port.Name}.{method.Name}";

        // A new one belongs into the test above, or into that of an allocation.
        Assert.Equal(
            [
                "IAllocationErrors.ListAsync", "IAllocationVault.ListAsync", "IClusterArms.ListAsync", "ICodeBreaks.FindAsync", "ICodeBreaks.ListAsync", "ICourses.ReadAsync",
                "IDowntimeStock.ListAsync", "IFormDrafts.OfAsync", "IForms.FindVisitAsync", "IParticipantHistory.ReconsentsDueAsync", "IParticipants.FindAsync", "IParticipants.ListAsync", "ISafetyReports.EntriesAsync",
                "ISchedules.ReadAsync", "IStoredScores.RowsAsync",
            ],
            taking.Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Answers_every_request_as_one_that_does_not_exist(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var screened = (await host.ScreenAsync("S1")).Value.PublicId;
        var consented = (await host.ScreenAsync("S1")).Value.PublicId;
        _ = (await host.ConsentAsync("S1", consented)).Value;
        var enrolled = await host.EnrolWithBaselineAsync("S1");
        var unknown = new Guid("7f6c1d9e-6f0b-4c57-9a55-0c7f4a8f9d21");
        var before = await new RawStore(host.Location).ContentsAsync(withAudit: false);

        await AssertSameAsync<RecordConsent, ConsentRecorded>(host, screened, unknown, id => new(host.TrialCode, id, TestProtocol.ConsentForm, host.Clock.GetUtcNow()));
        await AssertSameAsync<EnrolParticipant, EnrolledParticipant>(host, consented, unknown, id => new(host.TrialCode, id, TrialHost.FirstDay));
        await AssertSameAsync<RandomiseParticipant, AllocatedParticipant>(host, enrolled, unknown, id => new(host.TrialCode, id));
        await AssertSameAsync<EndParticipation, EndedParticipation>(host, enrolled, unknown, id => new(host.TrialCode, id, TrialHost.FirstDay, EndReason.LostToFollowUp));
        await AssertSameAsync<SaveForm, FormSaved>(
            host, enrolled, unknown, id => new(host.TrialCode, id, "baseline", "mood", 1, TrialHost.FirstDay, new Dictionary<string, string>(StringComparer.Ordinal) { ["low"] = "9" }, "mine now"));

        Assert.Equal(before, await new RawStore(host.Location).ContentsAsync(withAudit: false));
    }

    private static async Task AssertSameAsync<TRequest, TResult>(TrialHost host, Guid foreign, Guid unknown, Func<Guid, TRequest> request)
    {
        var first = (await host.AskAsync<TRequest, TResult>("researcher S2", request(foreign))).Refusal;
        var firstEvent = await LastEventAsync(host);
        var second = (await host.AskAsync<TRequest, TResult>("researcher S2", request(unknown))).Refusal;

        Assert.Equal("participant.not-found", first?.Code);
        Assert.Equal((second!.Code, second.Message, second.Faults.Count), (first!.Code, first.Message, first.Faults.Count));
        Assert.Equal(firstEvent, await LastEventAsync(host));
    }

    /// <summary>The newest event but for its id, its correlation and its place in the chain, which differ between any two.</summary>
    private static async Task<IEnumerable<KeyValuePair<string, string?>>> LastEventAsync(TrialHost host)
    {
        var events = await new RawStore(host.Location).RowsAsync("AuditEvent");
        return events
            .MaxBy(e => long.Parse(e["AuditEventId"]!, System.Globalization.CultureInfo.InvariantCulture))!
            .Where(cell => cell.Key is not ("AuditEventId" or "CorrelationId" or "Sequence" or "Hash"))
            .ToList();
    }
}
