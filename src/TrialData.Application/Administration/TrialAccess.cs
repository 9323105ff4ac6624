using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Administration;

/// <summary>A trial the actor may act in, and the sites at which.</summary>
public sealed record TrialInScope(Trial Trial, SiteScope Scope);

/// <summary>Finds the trial of a request. One that is not the actor's answers exactly as one that does not exist.</summary>
public sealed class TrialAccess(ITrials trials, RequestContext context, AuditNote note)
{
    public async Task<Outcome<TrialInScope>> FindAsync(string trialCode, Permission permission, CancellationToken cancellation)
    {
        if (await trials.FindAsync(trialCode, cancellation) is not { } trial)
        {
            return new NoSuchTrial(trialCode);
        }

        var scope = context.ScopeOf(permission, trial.TrialId);
        if (scope is { AllSites: false, SiteIds.Count: 0 })
        {
            return new NoSuchTrial(trialCode);
        }

        note.On(trial.TrialId);
        return new TrialInScope(trial, scope);
    }

    public async Task<Outcome<Site>> FindSiteAsync(SiteScope scope, string siteCode, CancellationToken cancellation)
    {
        if (await trials.FindSiteAsync(scope.TrialId, siteCode, cancellation) is not { } site || !scope.Covers(site.SiteId))
        {
            return new NoSuchSite(siteCode);
        }

        note.On(scope.TrialId, site.SiteId, siteCode);
        return site;
    }
}
