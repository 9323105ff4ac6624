using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>Whether a participant's site takes in anybody on a day.</summary>
public sealed class SiteGate(ITrials trials)
{
    public async Task<Refusal?> WhyShutAsync(Participant participant, DateOnly day, CancellationToken cancellation)
    {
        var sites = await trials.SitesAsync(participant.TrialId, cancellation);
        return WhyShut(sites.Single(site => site.SiteId == participant.SiteId), day);
    }

    public static Refusal? WhyShut(Site site, DateOnly day) => site switch
    {
        { ActivatedOn: { } activatedOn } when day < activatedOn => new SiteNotActive(site.Code),
        { ActivatedOn: null } => new SiteNotActive(site.Code),
        { ClosedOn: { } closedOn } when day >= closedOn => new SiteClosed(site.Code, closedOn),
        _ => null,
    };
}
