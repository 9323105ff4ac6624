using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Administration;

/// <summary>Compares each record with what the last event that touched it vouches for.</summary>
/// <param name="retired">Kinds of records that nobody can find any more.</param>
internal sealed class RecordCheck(IReadOnlySet<string> retired)
{
    private readonly Dictionary<string, Vouch> vouched = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];

    public long Count { get; private set; }

    public IReadOnlyList<Fault> Faults => faults;

    public void Take(StoredEvent stored)
    {
        if (stored.Event.Records is not { } records)
        {
            return;
        }

        foreach (var (name, digest) in RecordDigests.Parse(records).Where(record => !retired.Contains(RecordDigests.KindIn(record.Key))))
        {
            var vouch = new Vouch(stored.Event.Chain.Name, stored.Sequence, stored.Event.OccurredAt, digest);
            vouched[name] = vouched.TryGetValue(name, out var before) ? vouch.After(before) : vouch;
        }
    }

    public void Compare(FoundRecord found)
    {
        Count++;
        if (!vouched.Remove(found.Name, out var vouch))
        {
            Name(found.Name, found.Label, "no audit event vouches for it");
        }
        else if (!vouch.Allows(found.Digest))
        {
            Name(found.Name, found.Label, Invariant($"not as event {vouch.Sequence} of {vouch.Chain} vouches for it"));
        }
    }

    /// <summary>Names what events vouch for and nobody found.</summary>
    public void NameMissing()
    {
        foreach (var (name, vouch) in vouched.Where(v => !v.Value.Allows(null)).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            Name(name, label: null, Invariant($"it is gone, and event {vouch.Sequence} of {vouch.Chain} vouches for it"));
        }
    }

    private void Name(string record, string? label, string reason) => faults.Add(new Fault(record, label, reason));

    /// <param name="Digest">Null where the record was deleted.</param>
    /// <param name="Rival">Of another chain, at the same instant: which came last cannot be told.</param>
    private sealed record Vouch(string Chain, long Sequence, DateTimeOffset At, string? Digest, Vouch? Rival = null)
    {
        /// <summary>What holds of the two: in one chain the later event, between chains the later instant.</summary>
        public Vouch After(Vouch before)
        {
            var others = before.Without(Chain);
            if (others is null || others.At < At)
            {
                return this;
            }

            return others.At == At ? this with { Rival = others } : others;
        }

        public bool Allows(string? digest) => string.Equals(Digest, digest, StringComparison.Ordinal) || Rival?.Allows(digest) == true;

        private Vouch? Without(string chain)
        {
            var rest = Rival?.Without(chain);
            return string.Equals(Chain, chain, StringComparison.Ordinal) ? rest : this with { Rival = rest };
        }
    }
}
