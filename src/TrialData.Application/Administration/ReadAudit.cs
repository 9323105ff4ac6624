using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Administration;

/// <summary>Reads the audit trail of a trial, newest first: what a person may see of it, and no more.</summary>
/// <param name="SiteCode">Restricts to one site; null for all that the actor may read.</param>
/// <remarks>
/// A role reads the chains of its sites and, where it holds the whole trial, of the trial; the restricted partition only where
/// it sees every allocation of the trial. A reason is free text that may tell an arm: roles that see none learn that there is one.
/// </remarks>
[Requires(Permission.ReadAudit), Reading]
public sealed record ReadAudit(string TrialCode, AuditQuestion Question, string? SiteCode = null);

public sealed class ReadAuditValidator : AbstractValidator<ReadAudit>
{
    public ReadAuditValidator() => RuleFor(r => r.Question).SetValidator(new AuditQuestionValidator());
}

public sealed class ReadAuditHandler(AuditView view, ITrials trials, TrialAccess access, RequestContext context) : IUseCase<ReadAudit, AuditPage>
{
    public async Task<Outcome<AuditPage>> HandleAsync(ReadAudit request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadAudit, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var sites = (await trials.SitesAsync(trial.TrialId, cancellation)).Where(site => scope.Covers(site.SiteId)).ToList();
        if (request.SiteCode is { } code)
        {
            sites = [.. sites.Where(site => string.Equals(site.Code, code, StringComparison.Ordinal))];
            if (sites.Count == 0)
            {
                return new NoSuchSite(code);
            }
        }

        var sees = context.ScopeOf(Permission.ReadAllocation, trial.TrialId);
        var chains = sites.Select(site => AuditChain.Of(trial.TrialId, site.SiteId)).ToList();
        if (scope.AllSites && request.SiteCode is null)
        {
            chains.Add(AuditChain.Of(trial.TrialId, siteId: null));
            if (sees.AllSites)
            {
                chains.Add(AuditChain.RestrictedOf(trial.TrialId));
            }
        }

        return await view.ReadAsync(chains, request.Question, sites, siteId => siteId is { } site ? sees.Covers(site) : sees.AllSites, cancellation);
    }
}
