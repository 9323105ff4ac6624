using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>Shows what a person is asked at screening, and at which of the reader's sites that can be done now.</summary>
[Requires(Permission.Screen), Reading]
public sealed record ShowCriteria(string TrialCode);

public sealed record CriterionToAnswer(string Code, string Label);

/// <param name="OpenSites">Those with a green light today, by code and name.</param>
public sealed record ShownCriteria(IReadOnlyList<CriterionToAnswer> Criteria, IReadOnlyList<OwnSite> OpenSites);

public sealed class ShowCriteriaHandler(TrialAccess access, ITrials trials, TimeProvider clock) : IUseCase<ShowCriteria, ShownCriteria>
{
    public async Task<Outcome<ShownCriteria>> HandleAsync(ShowCriteria request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.Screen, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var open = (await trials.SitesAsync(trial.TrialId, cancellation)).Where(site => scope.Covers(site.SiteId) && SiteGate.WhyShut(site, clock.Today()) is null);
        return new ShownCriteria(
            protocol.Eligibility.Select(each => new CriterionToAnswer(each.Code, each.Label)).ToList(),
            open.Select(site => new OwnSite(site.Code, site.Name)).ToList());
    }
}
