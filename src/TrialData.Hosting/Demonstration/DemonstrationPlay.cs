using TrialData.Application.Administration;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Hosting.Demonstration;

/// <param name="DesignJson">The randomisation design.</param>
/// <param name="Participants">How many to randomise, spread over the sites.</param>
/// <param name="EveryForm">Whether all forms are filled in, not only those that the scenario scripts.</param>
public sealed record DemonstrationRequest(string ProtocolJson, string DesignJson, string ScenarioJson, int Participants, long Seed, bool EveryForm)
{
    /// <summary>The last day that is played; null to the end of the follow-up.</summary>
    public DateOnly? Until { get; init; }
}

/// <param name="Accounts">Those that anybody can sign in with.</param>
public sealed record PlayedTrial(
    string TrialCode, Actor Statistician, int Screened, int Randomised, int Forms, long Requests, IReadOnlyList<DemonstrationAccount> Accounts);

/// <summary>Plays a whole trial through the real use cases, day by day, each in the name of the account whose work it is.</summary>
public sealed class DemonstrationPlay(Door door, DemonstrationClock clock, HostSettings settings)
{
    /// <exception cref="InvalidOperationException">A use case refused what the scenario asked of it: the scenario does not fit the protocol.</exception>
    public async Task<Outcome<PlayedTrial>> PlayAsync(
        DemonstrationRequest request, IProgress<(long Done, long Of)>? progress, CancellationToken cancellation)
    {
        var protocol = ProtocolLoader.Load(request.ProtocolJson);
        if (protocol.IsRefused)
        {
            return protocol.Refusal!;
        }

        var scenario = ScenarioLoader.Load(request.ScenarioJson, protocol.Value);
        if (scenario.IsRefused)
        {
            return scenario.Refusal!;
        }

        clock.MoveTo(At(scenario.Value.StartsOn));
        var cast = await new DemonstrationCast(door).AssembleAsync(request, protocol.Value, scenario.Value, cancellation);
        var stage = new DemonstrationStage(door, clock, protocol.Value, scenario.Value, cast, request);
        await stage.RunAsync(progress, cancellation);
        var accounts = await OpenToAnybodyAsync(cast, protocol.Value, cancellation);
        return new PlayedTrial(
            protocol.Value.Code, cast.WithRole(Role.UnblindedStatistician), stage.Screened, stage.Randomised, stage.Forms, stage.Requests, accounts);
    }

    // Everybody of one site, the researchers of another to see that it is another, and who works for the whole trial.
    private async Task<IReadOnlyList<DemonstrationAccount>> OpenToAnybodyAsync(DemonstrationCast cast, TrialProtocol protocol, CancellationToken cancellation)
    {
        var sites = protocol.Sites.Select(site => site.Code).ToList();
        var members = cast.Members
            .Where(member => member.Site is null || member.Site == sites[0] || (member.Site == sites[^1] && member.Roles.Contains(Role.SiteResearcher)))
            .OrderBy(member => member.Site is null ? sites.Count : sites.IndexOf(member.Site));
        var signIns = new DemonstrationSignIns(door, clock);
        var accounts = new List<DemonstrationAccount>();
        foreach (var member in members)
        {
            accounts.Add(await signIns.GiveAsync(cast.Founder, member, cancellation));
        }

        await new DemonstrationAccounts(settings, door).KeepAsync(accounts, cancellation);
        return accounts;
    }

    internal static DateTimeOffset At(DateOnly day) => new(day, new TimeOnly(9, 0), TimeSpan.Zero);
}
