using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>Lists the participants whom the account may read, and how far each has come.</summary>
/// <param name="Number">One participant; null for all.</param>
/// <param name="SiteCode">One site; null for all in reach.</param>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ListParticipants(string TrialCode, string? Number = null, string? SiteCode = null);

/// <param name="PublicId">Names the participant in every request.</param>
/// <param name="EndedOn">Null while the participation goes on.</param>
/// <param name="DiedOn">Of a death that became known after the participation had ended otherwise.</param>
/// <param name="Cluster">Where clusters are randomised; null for who is kept from knowing it.</param>
/// <param name="AttestedAs">What the EDC system calls the participant that it attested; null where the site did all that here.</param>
/// <param name="Waivers">How many eligibility criteria were waived.</param>
public sealed record ListedParticipant(
    Guid PublicId, string Number, string Site, ParticipantStatus Status, DateOnly? ScreenedOn, DateOnly? EnrolledOn, DateOnly? EndedOn, EndReason? EndReason, DateOnly? DiedOn,
    string? Cluster = null, string? AttestedAs = null, int Waivers = 0);

public sealed record ListedParticipants(IReadOnlyList<ListedParticipant> Participants);

public sealed class ListParticipantsHandler(TrialAccess access, ITrials trials, IParticipants participants, RequestContext context) : IUseCase<ListParticipants, ListedParticipants>
{
    public async Task<Outcome<ListedParticipants>> HandleAsync(ListParticipants request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        if (request.SiteCode is { } code)
        {
            var located = await access.FindSiteAsync(scope, code, cancellation);
            if (located.IsRefused)
            {
                return located.Refusal!;
            }

            scope = SiteScope.Only(trial.TrialId, [located.Value.SiteId]);
        }

        var all = await WithinReachAsync(trial, await participants.ListAsync(scope, cancellation), cancellation);
        if (request.Number is not { } number)
        {
            return new ListedParticipants(all);
        }

        return all.FirstOrDefault(p => string.Equals(p.Number, number, StringComparison.Ordinal)) is { } one
            ? new ListedParticipants([one])
            : new NoSuchParticipant();
    }

    private async Task<IReadOnlyList<ListedParticipant>> WithinReachAsync(Trial trial, IReadOnlyList<ListedParticipant> all, CancellationToken cancellation)
    {
        if (all.All(participant => participant.Cluster is null))
        {
            return all;
        }

        var reach = context.ScopeOf(Permission.ReadCluster, trial.TrialId);
        var sites = (await trials.SitesAsync(trial.TrialId, cancellation)).Where(site => reach.Covers(site.SiteId)).Select(site => site.Code).ToHashSet(StringComparer.Ordinal);
        return all.Select(participant => sites.Contains(participant.Site) ? participant : participant with { Cluster = null }).ToList();
    }
}
