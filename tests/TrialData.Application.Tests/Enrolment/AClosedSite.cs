using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Enrolment;

public sealed class AClosedSite
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_in_nobody_and_follows_up_those_in_the_trial(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        var enrolled = await host.EnrolAsync("S1");
        var site = await host.AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S1", TrialHost.FirstDay, "Target reached"));

        Assert.Equal(TrialHost.FirstDay, site.Value.ClosedOn);
        Assert.Equal("site.closed", (await host.ScreenAsync("S1")).Refusal?.Code);
        Assert.Equal(
            "site.closed",
            (await host.AskAsync<RandomiseParticipant, AllocatedParticipant>("researcher S1", new RandomiseParticipant(host.TrialCode, enrolled))).Refusal?.Code);
        _ = (await host.SaveAsync("researcher S1", enrolled, "baseline", "mood", 0, reason: null, ("low", "4"))).Value;
        _ = (await host.ScreenAsync("S2")).Value;
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Was_open_before_and_is_closed_once(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);

        Assert.Equal("site.closed-before-activation", (await CloseAsync(host, TrialHost.FirstDay.AddYears(-1))).Refusal?.Code);
        _ = (await CloseAsync(host, TrialHost.FirstDay.AddDays(7))).Value;
        Assert.Equal("site.not-open", (await CloseAsync(host, TrialHost.FirstDay.AddDays(8))).Refusal?.Code);
        _ = (await host.ScreenAsync("S1")).Value;
    }

    private static Task<Application.Pipeline.Outcome<Site>> CloseAsync(TrialHost host, DateOnly on) =>
        host.AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S1", on, "Target reached"));
}
