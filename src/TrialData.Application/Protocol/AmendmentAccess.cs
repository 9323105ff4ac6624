using System.Text.Json;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>A trial with the protocol it runs by and the one it is to have.</summary>
public sealed record Amendment(Trial Trial, TrialProtocol Current, TrialProtocol Next);

public sealed record AmendmentNotPossible(string TrialCode)
    : Refusal("protocol.not-amendable", $"The trial {TrialCode} cannot be amended so.");

/// <summary>Reads the next version of a protocol and compares it with the current one: whom it allocates, and how, stays.</summary>
public sealed class AmendmentAccess(TrialAccess access, ITrials trials)
{
    private const string AsBefore = "must stay as it is in the current version";

    public async Task<Outcome<Amendment>> FindAsync(string protocolJson, CancellationToken cancellation)
    {
        var loaded = ProtocolLoader.Load(protocolJson);
        if (loaded.IsRefused)
        {
            return loaded.Refusal!;
        }

        var next = loaded.Value;
        var found = await access.FindAsync(next.Code, Permission.AmendProtocol, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var current = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var faults = FaultsBetween(current, next).ToList();
        return faults.Count > 0 ? new AmendmentNotPossible(trial.Code).Listing(faults) : new Amendment(trial, current, next);
    }

    private static IEnumerable<Fault> FaultsBetween(TrialProtocol current, TrialProtocol next)
    {
        if (!string.Equals(next.Code, current.Code, StringComparison.Ordinal))
        {
            yield return new Fault("$.code", next.Code, AsBefore);
        }

        if (next.Version != current.Version + 1)
        {
            yield return new Fault("$.version", Invariant($"{next.Version}"), Invariant($"must be {current.Version + 1}, the next"));
        }

        for (var i = 0; i < Math.Max(current.Arms.Count, next.Arms.Count); i++)
        {
            if (next.Arms.ElementAtOrDefault(i) is var arm && arm != current.Arms.ElementAtOrDefault(i))
            {
                yield return new Fault(Invariant($"$.arms[{i}]"), arm?.Code, AsBefore);
            }
        }

        var (was, will) = (current.Randomisation, next.Randomisation);
        foreach (var (index, cluster) in will.Clusters.Index().Where(each => will.Unit == was.Unit && was.Clusters.All(known => known.Code != each.Item.Code)))
        {
            yield return new Fault(
                Invariant($"$.randomisation.clusters[{index}]"), cluster.Code,
                "is new: all clusters are allocated at once, so that one that joins later has no arm of this scheme; it needs a new scheme, in a trial of its own");
        }

        if (JsonSerializer.Serialize(was) != JsonSerializer.Serialize(will))
        {
            yield return new Fault("$.randomisation", Value: null, AsBefore);
        }

        foreach (var site in current.Sites.Where(s => !next.Sites.Any(n => string.Equals(n.Code, s.Code, StringComparison.Ordinal))))
        {
            yield return new Fault("$.sites", site.Code, "is missing: a site can be added, not taken out");
        }
    }
}
