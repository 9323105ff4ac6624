using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Ends recruitment at a site: from that day it screens, enrols and randomises nobody. Those in the trial are followed up.</summary>
[Requires(Permission.ActivateSite)]
public sealed record CloseSite(string TrialCode, string SiteCode, DateOnly ClosedOn, string Reason);

public sealed class CloseSiteValidator : AbstractValidator<CloseSite>
{
    public CloseSiteValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record SiteNotOpen(string SiteCode)
    : Refusal("site.not-open", $"Site {SiteCode} is not open: it was never activated, or is closed already.");

public sealed record ClosedBeforeActivation(DateOnly ClosedOn, DateOnly ActivatedOn)
    : Refusal("site.closed-before-activation", Invariant($"A site that was activated on {ActivatedOn:yyyy-MM-dd} cannot be closed on {ClosedOn:yyyy-MM-dd}."));

public sealed record SiteClosed(string SiteCode, DateOnly Since)
    : Refusal("site.closed", Invariant($"Site {SiteCode} has taken in nobody since {Since:yyyy-MM-dd}."));

public sealed class CloseSiteHandler(ITrials trials, TrialAccess access, AuditNote note) : IUseCase<CloseSite, Site>
{
    public async Task<Outcome<Site>> HandleAsync(CloseSite request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ActivateSite, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var located = await access.FindSiteAsync(found.Value.Scope, request.SiteCode, cancellation);
        if (located.IsRefused)
        {
            return located.Refusal!;
        }

        var site = located.Value;
        if (site is not { ActivatedOn: { } activatedOn, ClosedOn: null })
        {
            return new SiteNotOpen(site.Code);
        }

        if (request.ClosedOn < activatedOn)
        {
            return new ClosedBeforeActivation(request.ClosedOn, activatedOn);
        }

        await trials.CloseSiteAsync(site.SiteId, request.ClosedOn, cancellation);
        note.Changed("closedOn", oldValue: null, AuditHash.Text(request.ClosedOn), request.Reason);
        return site with { ClosedOn = request.ClosedOn };
    }
}
