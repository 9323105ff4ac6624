using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Capture.Courses;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Enrolment;

/// <summary>Site isolation in the SQL of what is read of an allocation: itself, its errors, who learned of it, slots, scores over visits.</summary>
public sealed class AnAllocationOfAnotherSite
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_found_by_no_port_outside_its_scope(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var id = await host.EnrolWithBaselineAsync("S1");
        _ = (await host.RandomiseAsync("S1", id)).Value;
        var recorded = (await host.AskAsync<RecordCodeBreak, RecordedCodeBreak>(
            "assessor S1", new RecordCodeBreak(host.TrialCode, id, CodeBreakKind.Accidental, "The assessor", TrialHost.FirstDay, "Overheard"))).Value;
        _ = (await host.AskAsync<AskAllocationInError, MarkedAllocation>(
            "researcher S1",
            new AskAllocationInError(host.TrialCode, id, AllocationErrorKind.Technical, new Dictionary<string, string>(StringComparer.Ordinal), "It froze"))).Value;
        _ = (await host.AskAsync<IssueDowntimeSlots, IssuedEnvelopes>("founder", new IssueDowntimeSlots(host.TrialCode, "S1", Count: 2))).Value;
        await using var scope = host.NewScope();
        var services = scope.ServiceProvider;
        var (trials, participants) = (services.GetRequiredService<ITrials>(), services.GetRequiredService<IParticipants>());
        var trial = (await trials.FindAsync(host.TrialCode, CancellationToken.None))!.TrialId;
        var own = (await trials.FindSiteAsync(trial, "S1", CancellationToken.None))!.SiteId;
        var other = (await trials.FindSiteAsync(trial, "S2", CancellationToken.None))!.SiteId;
        var key = (await participants.FindAsync(id, SiteScope.WholeTrial(trial), CancellationToken.None))!.ParticipantId;

        async Task<int[]> CountsAsync(SiteScope sites) =>
        [
            (await services.GetRequiredService<IAllocationVault>().ListAsync(sites, CancellationToken.None)).Count,
            (await services.GetRequiredService<IAllocationErrors>().ListAsync(sites, CancellationToken.None)).Count,
            (await services.GetRequiredService<ICodeBreaks>().ListAsync(sites, CancellationToken.None)).Count,
            await services.GetRequiredService<ICodeBreaks>().FindAsync(recorded.CodeBreakId, sites, CancellationToken.None) is null ? 0 : 1,
            (await services.GetRequiredService<IDowntimeStock>().ListAsync(sites, CancellationToken.None)).Count,
            (await services.GetRequiredService<ICourses>().ReadAsync(key, "mood", sites, CancellationToken.None)).Count,
        ];

        SiteScope[] within = [SiteScope.WholeTrial(trial), SiteScope.Only(trial, [own]), SiteScope.Only(trial, [other, own])];
        SiteScope[] outside = [SiteScope.Only(trial, [other]), SiteScope.Only(trial, []), SiteScope.WholeTrial(trial + 1_000_000), SiteScope.Only(trial + 1_000_000, [own])];
        int[] one = [1, 1, 1, 1, 2, 1];
        int[] none = [0, 0, 0, 0, 0, 0];
        foreach (var sites in within)
        {
            Assert.Equal(one, await CountsAsync(sites));
        }

        foreach (var sites in outside)
        {
            Assert.Equal(none, await CountsAsync(sites));
        }
    }
}
