using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Walks the audit trail in order and notes the first place at which each chain does not hold.</summary>
internal sealed class AuditCheck
{
    /// <summary>Named like a chain where checkpoints themselves are missing or were changed.</summary>
    public const string Checkpoints = "checkpoints";

    private readonly Dictionary<string, ChainHead> heads;
    private readonly IReadOnlyCollection<string> unreadableHeads;
    private readonly Dictionary<string, string> unseen;
    private readonly IReadOnlyDictionary<string, string> unreadableRows;
    private readonly Dictionary<(string Chain, long Sequence), string> hashes = [];
    private readonly HashSet<string> broken = new(StringComparer.Ordinal);
    private readonly List<Fault> breaks = [];
    private readonly Dictionary<string, (long Sequence, string Hash)> reached = new(StringComparer.Ordinal);
    private StoredEvent? lastCheckpoint;

    public AuditCheck(StoredHeads heads, StoredEvidence evidence)
    {
        this.heads = heads.Heads.DistinctBy(h => h.Chain, StringComparer.Ordinal).ToDictionary(h => h.Chain, StringComparer.Ordinal);
        unreadableHeads = heads.Unreadable;
        unseen = new Dictionary<string, string>(evidence.Digests, StringComparer.Ordinal);
        unreadableRows = evidence.Unreadable;
    }

    public IReadOnlyList<Fault> Breaks => breaks;

    public void Take(StoredEvent stored)
    {
        var chain = stored.Event.Chain.Name;
        var (reachedSequence, reachedHash) = ReachedIn(chain);
        var sequence = stored is { Unreadable: not null, Sequence: 0 } ? reachedSequence + 1 : stored.Sequence;
        if (sequence != reachedSequence + 1)
        {
            Break(chain, sequence <= reachedSequence
                ? Invariant($"event {sequence} stands there twice")
                : Invariant($"event {reachedSequence + 1} is missing"));
        }
        else if (stored.Unreadable is { } columns)
        {
            Break(chain, Invariant($"event {sequence} cannot be read: {columns}"));
        }
        else if (!string.Equals(AuditHash.Of(reachedHash, sequence, stored.Event), stored.Hash, StringComparison.Ordinal))
        {
            Break(chain, Invariant($"event {sequence} was changed, or the one before it was"));
        }

        CheckEvidence(chain, stored);
        reached[chain] = (sequence, stored.Hash);
        hashes[(chain, sequence)] = stored.Hash;
        if (string.Equals(stored.Event.Field, Checkpoint.Field, StringComparison.Ordinal))
        {
            lastCheckpoint = stored;
        }
    }

    /// <summary>Compares the ends of the chains with their heads.</summary>
    public void CompareWithHeads()
    {
        foreach (var chain in unreadableHeads)
        {
            Break(chain, "its head cannot be read");
        }

        foreach (var (chain, head) in heads)
        {
            var (sequence, hash) = ReachedIn(chain);
            if (head.LastSequence > sequence)
            {
                Break(chain, Invariant($"event {sequence + 1} is missing: the head of the chain counts {head.LastSequence}"));
            }
            else if (head.LastSequence < sequence)
            {
                Break(chain, Invariant($"event {head.LastSequence + 1} is too many: the head of the chain counts {head.LastSequence}"));
            }
            else if (!string.Equals(head.LastHash, hash, StringComparison.Ordinal))
            {
                Break(chain, Invariant($"event {sequence} is not the one that the head of the chain names"));
            }
        }

        foreach (var chain in reached.Keys.Where(c => !heads.ContainsKey(c)))
        {
            Break(chain, "it has no head: event 1 and all after it are not counted");
        }
    }

    /// <summary>Compares the chains with the newest checkpoint of each, and the checkpoints with the last of them that the trail records.</summary>
    public void CompareWith(IReadOnlyList<Checkpoint> kept)
    {
        foreach (var point in kept.GroupBy(p => p.Chain, StringComparer.Ordinal).Select(chain => chain.Last()).Where(p => p.Sequence > 0))
        {
            if (!hashes.TryGetValue((point.Chain, point.Sequence), out var hash))
            {
                Break(point.Chain, Invariant($"event {ReachedIn(point.Chain).Sequence + 1} is missing: the checkpoint of {AuditHash.Text(point.At)} saw {point.Sequence}"));
            }
            else if (!string.Equals(hash, point.Hash, StringComparison.Ordinal))
            {
                Break(point.Chain, Invariant($"event {point.Sequence} is not the one that the checkpoint of {AuditHash.Text(point.At)} saw"));
            }
        }

        var digests = Checkpoint.KeptTogether(kept).Select(Checkpoint.DigestOf);
        if (lastCheckpoint is { } last && !digests.Contains(last.Event.NewValue, StringComparer.Ordinal))
        {
            Break(Checkpoints, Invariant($"not as event {last.Sequence} of {last.Event.Chain} records: a line or the whole file is missing"));
        }
    }

    public void NameUnvouchedRows()
    {
        foreach (var (row, columns) in unreadableRows.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            breaks.Add(new Fault(row, Value: null, $"the rows cannot be read: {columns}"));
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

    private (long Sequence, string Hash) ReachedIn(string chain) => reached.GetValueOrDefault(chain, (0, AuditHash.Start));

    private void CheckEvidence(string chain, StoredEvent stored)
    {
        if (stored.Event.Evidence is not { } evidence || unreadableRows.ContainsKey(evidence))
        {
            return;
        }

        if (!unseen.Remove(evidence, out var digest))
        {
            // A form that was saved again without a change wrote no rows.
            if (string.Equals(stored.Event.Digest, Evidence.DigestOfNoRows, StringComparison.Ordinal))
            {
                return;
            }

            breaks.Add(new Fault(evidence, Value: null, Invariant($"the rows that event {stored.Sequence} of {chain} vouches for are gone")));
        }
        else if (!string.Equals(digest, stored.Event.Digest, StringComparison.Ordinal))
        {
            breaks.Add(new Fault(evidence, Value: null, Invariant($"the rows are not those that event {stored.Sequence} of {chain} vouches for")));
        }
    }
}
