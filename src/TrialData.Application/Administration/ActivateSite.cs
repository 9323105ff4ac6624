using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Gives a planned site the green light: from that day it may screen, enrol and randomise.</summary>
[Requires(Permission.ActivateSite)]
public sealed record ActivateSite(string TrialCode, string SiteCode, DateOnly ActivatedOn);

public sealed record SiteAlreadyActive(string SiteCode, DateOnly Since)
    : Refusal("site.already-active", Invariant($"Site {SiteCode} has been active since {Since:yyyy-MM-dd}."));

public sealed class ActivateSiteHandler(ITrials trials, TrialAccess access, AuditNote note) : IUseCase<ActivateSite, Site>
{
    public async Task<Outcome<Site>> HandleAsync(ActivateSite request, CancellationToken cancellation)
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
        if (site.ActivatedOn is { } since)
        {
            return new SiteAlreadyActive(site.Code, since);
        }

        await trials.ActivateSiteAsync(site.SiteId, request.ActivatedOn, cancellation);
        note.Changed("activatedOn", oldValue: null, AuditHash.Text(request.ActivatedOn));
        return site with { ActivatedOn = request.ActivatedOn };
    }
}
