using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Walks the audit trail in order and notes the first place at which each chain does not hold.</summary>
internal sealed class AuditCheck
{
    private readonly Dictionary<string, ChainHead> heads;
    private readonly Dictionary<string, string> unseen;
    private readonly Dictionary<(string Chain, long Sequence), string> hashes = [];
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);
    private readonly List<Fault> breaks = [];
    private readonly Dictionary<string, (long Sequence, string Hash)> reached = new(StringComparer.Ordinal);

    public AuditCheck(IReadOnlyList<ChainHead> heads, IReadOnlyDictionary<string, string> evidence)
    {
        this.heads = heads.ToDictionary(h => h.Chain, StringComparer.Ordinal);
        unseen = new Dictionary<string, string>(evidence, StringComparer.Ordinal);
    }

    public IReadOnlyList<Fault> Breaks => breaks;

    public void Take(StoredEvent stored)
    {
        var chain = stored.Event.Chain.Name;
        var (sequence, hash) = reached.GetValueOrDefault(chain, (0, AuditHash.Start));
        if (stored.Sequence != sequence + 1)
        {
            Break(chain, stored.Sequence <= sequence
                ? Invariant($"event {stored.Sequence} stands there twice")
                : Invariant($"event {sequence + 1} is missing"));
        }
        else if (!string.Equals(AuditHash.Of(hash, stored.Sequence, stored.Event), stored.Hash, StringComparison.Ordinal))
        {
            Break(chain, Invariant($"event {stored.Sequence} was changed, or the one before it was"));
        }

        CheckEvidence(chain, stored);
        reached[chain] = (stored.Sequence, stored.Hash);
        hashes[(chain, stored.Sequence)] = stored.Hash;
    }

    /// <summary>Compares the ends of the chains with their heads and with checkpoints, and looks for rows that no event vouches for.</summary>
    public void Finish(IReadOnlyList<Checkpoint> checkpoints)
    {
        foreach (var (chain, head) in heads)
        {
            var (sequence, hash) = reached.GetValueOrDefault(chain, (0, AuditHash.Start));
            if (head.LastSequence != sequence || !string.Equals(head.LastHash, hash, StringComparison.Ordinal))
            {
                Break(chain, Invariant($"it ends with event {sequence}; its head says {head.LastSequence}"));
            }
        }

        foreach (var chain in reached.Keys.Where(c => !heads.ContainsKey(c)))
        {
            Break(chain, "it has no head");
        }

        foreach (var point in checkpoints)
        {
            if (!hashes.TryGetValue((point.Chain, point.Sequence), out var hash))
            {
                Break(point.Chain, Invariant($"its tail was cut: the checkpoint of {AuditHash.Text(point.At)} saw {point.Sequence} events"));
            }
            else if (!string.Equals(hash, point.Hash, StringComparison.Ordinal))
            {
                Break(point.Chain, Invariant($"event {point.Sequence} is not the one that the checkpoint of {AuditHash.Text(point.At)} saw"));
            }
        }

        foreach (var row in unseen.Keys.Order(StringComparer.Ordinal))
        {
            breaks.Add(new Fault(row, Value: null, "no audit event vouches for it"));
        }
    }

    public void Break(string chain, string reason)
    {
        // What follows the first break of a chain says nothing new.
        if (broken.Add(chain))
        {
            breaks.Add(new Fault(chain, Value: null, reason));
        }
    }

    private void CheckEvidence(string chain, StoredEvent stored)
    {
        if (stored.Event.Evidence is not { } evidence)
        {
            return;
        }

        if (!unseen.Remove(evidence, out var digest))
        {
            breaks.Add(new Fault(evidence, Value: null, Invariant($"the rows that event {stored.Sequence} of {chain} vouches for are gone")));
        }
        else if (!string.Equals(digest, stored.Event.Digest, StringComparison.Ordinal))
        {
            breaks.Add(new Fault(evidence, Value: null, Invariant($"the rows are not those that event {stored.Sequence} of {chain} vouches for")));
        }
    }
}
