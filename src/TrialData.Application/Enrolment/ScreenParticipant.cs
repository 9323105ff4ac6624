using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>Adds a person to a site's screening log with an answer, yes or no, to every eligibility criterion.</summary>
/// <param name="Cluster">The person's cluster where clusters are randomised; null otherwise. It stays, wherever the person moves.</param>
[Requires(Permission.Screen)]
public sealed record ScreenParticipant(
    string TrialCode, string SiteCode, DateOnly ScreenedOn, IReadOnlyDictionary<string, string> Answers, string? Cluster = null);

/// <param name="UnmetCriterion">The first criterion, in the protocol's order, that keeps the person out; null when eligible.</param>
public sealed record ScreenedParticipant(Guid PublicId, string Number, string? UnmetCriterion)
{
    public bool IsEligible => UnmetCriterion is null;
}

public sealed record SiteNotActive(string SiteCode)
    : Refusal("site.not-active", $"Site {SiteCode} has no green light yet.");

public sealed record ScreenedInTheFuture(DateOnly ScreenedOn)
    : Refusal("screening.in-the-future", Invariant($"Nobody can be screened on {ScreenedOn:yyyy-MM-dd}: that day is still to come."));

public sealed record ScreenedInTheEdc(string TrialCode)
    : Refusal("screening.in-the-edc", $"Participants of trial {TrialCode} come from its EDC system alone: screen there, and randomise from there.");

public sealed record EligibilityIncomplete(string Details)
    : Refusal("eligibility.incomplete", Details);

public sealed record ClusterMissing(string SiteCode, string Clusters)
    : Refusal("screening.cluster-missing", $"This trial randomises clusters: say to which one of site {SiteCode} the person belongs: {Clusters}.");

public sealed record NoSuchCluster(string SiteCode, string Cluster, string Clusters)
    : Refusal("screening.no-such-cluster", $"Site {SiteCode} has no cluster {Cluster}. Its clusters are: {Clusters}.");

public sealed record ClustersNotRandomised()
    : Refusal("screening.clusters-not-randomised", "This trial randomises each participant: leave out the cluster.");

public sealed class ScreenParticipantHandler(
    TrialAccess access, ITrials trials, IParticipants participants, IIdentities identities, AuditNote note, TimeProvider clock)
    : IUseCase<ScreenParticipant, ScreenedParticipant>
{
    public async Task<Outcome<ScreenedParticipant>> HandleAsync(ScreenParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.Screen, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var located = await access.FindSiteAsync(found.Value.Scope, request.SiteCode, cancellation);
        if (located.IsRefused)
        {
            return located.Refusal!;
        }

        var site = located.Value;
        if (SiteGate.WhyShut(site, request.ScreenedOn) is { } shut)
        {
            return shut;
        }

        if (request.ScreenedOn > clock.Today())
        {
            return new ScreenedInTheFuture(request.ScreenedOn);
        }

        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        if (protocol.Randomisation.ExternalEdc)
        {
            return new ScreenedInTheEdc(trial.Code);
        }

        if (FaultsIn(request.Answers, protocol.Eligibility) is { Count: > 0 } faults)
        {
            return new EligibilityIncomplete(string.Join(" ", faults)) { Faults = faults };
        }

        if (WhyNotOf(request.Cluster, protocol, site) is { } refusal)
        {
            return refusal;
        }

        var unmet = protocol.Eligibility.FirstOrDefault(c => !string.Equals(request.Answers[c.Code], c.Required, StringComparison.Ordinal));
        var number = await participants.TakeNumberAsync(site.SiteId, cancellation);
        var participant = new NewParticipant(
            identities.NewId(),
            trial.TrialId,
            site.SiteId,
            string.Create(CultureInfo.InvariantCulture, $"{site.Code}-{number:D4}"),
            protocol.Version,
            unmet is null ? ParticipantStatus.Screened : ParticipantStatus.Excluded,
            request.ScreenedOn,
            unmet?.Code,
            Cluster: request.Cluster);
        var id = await participants.AddAsync(participant, cancellation);
        await participants.AddEligibilityAsync(id, request.Answers, cancellation);
        note.On(trial.TrialId, site.SiteId, participant.Number);
        note.Changed("status", oldValue: null, participant.Status.ToString());
        if (participant.Cluster is { } cluster)
        {
            note.Changed("cluster", oldValue: null, cluster);
        }

        return new ScreenedParticipant(participant.PublicId, participant.Number, unmet?.Code);
    }

    private static Refusal? WhyNotOf(string? cluster, TrialProtocol protocol, Site site)
    {
        if (protocol.Randomisation.Unit != RandomisationUnit.Cluster)
        {
            return cluster is null ? null : new ClustersNotRandomised();
        }

        var ofSite = protocol.Randomisation.Clusters.Where(each => each.Site == site.Code).Select(each => each.Code).ToList();
        return cluster switch
        {
            null => new ClusterMissing(site.Code, string.Join(", ", ofSite)),
            _ when ofSite.Contains(cluster, StringComparer.Ordinal) => null,
            _ => new NoSuchCluster(site.Code, cluster, string.Join(", ", ofSite)),
        };
    }

    private static List<Fault> FaultsIn(IReadOnlyDictionary<string, string> answers, IReadOnlyList<Criterion> criteria)
    {
        var faults = new List<Fault>();
        foreach (var criterion in criteria)
        {
            if (!answers.TryGetValue(criterion.Code, out var answer))
            {
                faults.Add(new Fault(criterion.Code, Value: null, "has no answer"));
            }
            else if (answer is not "yes" and not "no")
            {
                faults.Add(new Fault(criterion.Code, answer, "must be yes or no"));
            }
        }

        faults.AddRange(answers.Keys.Except(criteria.Select(c => c.Code), StringComparer.Ordinal)
            .Select(code => new Fault(code, answers[code], "is no criterion of this protocol")));
        return faults;
    }
}
