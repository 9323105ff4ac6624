using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Whether a site that an EDC is about to randomise at is one of the trial, and open. Sites come from the protocol, not from an EDC.</summary>
[Anonymous, Reading]
public sealed record CheckEdcSite(EdcProof Proof, string SiteIdentifier);

public sealed record CheckedEdcSite(string Site);

public sealed class CheckEdcSiteHandler(EdcAccess access, ITrials trials, AuditNote note, TimeProvider clock) : IUseCase<CheckEdcSite, CheckedEdcSite>
{
    public async Task<Outcome<CheckedEdcSite>> HandleAsync(CheckEdcSite request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Proof, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        if (await trials.FindSiteAsync(trial.TrialId, request.SiteIdentifier, cancellation) is not { } site)
        {
            return new NoSuchSite(request.SiteIdentifier);
        }

        note.On(trial.TrialId, site.SiteId, site.Code);
        return SiteGate.WhyShut(site, clock.Today()) is { } shut ? shut : new CheckedEdcSite(site.Code);
    }
}
