using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Records;

/// <summary>Lets the events of a unit of work vouch for the records it touched.</summary>
internal static class Vouching
{
    /// <summary>The field of an event that was added because no other of its chain could hold the records.</summary>
    private const string Field = "records";

    private const int MostInOneEvent = 500;

    /// <param name="events">Of one request, its own event first.</param>
    public static async Task<IReadOnlyList<AuditEvent>> ForTouchedAsync(
        StoreSession session, IReadOnlyList<AuditEvent> events, CancellationToken cancellation)
    {
        var open = new List<KeyValuePair<string, string?>>();
        var restricted = new List<KeyValuePair<string, string?>>();
        foreach (var (kind, keys) in session.Touched.All)
        {
            var digests = new Dictionary<RecordKey, string>();
            await foreach (var record in StoredRecords.FindAsync(session, kind, keys.Keys, cancellation))
            {
                digests.Add(record.Key, record.Digest);
            }

            foreach (var (key, tellsArm) in keys)
            {
                (tellsArm && !events[0].Chain.IsRestricted ? restricted : open).Add(new(kind.NameOf(key), digests.GetValueOrDefault(key)));
            }
        }

        var vouching = events.ToList();
        Add(vouching, events[0].Chain, open);
        if (restricted.Count > 0)
        {
            var trial = events[0].TrialId ?? throw new InvalidOperationException($"{events[0].UseCase} wrote what tells an arm and names no trial.");
            Add(vouching, AuditChain.RestrictedOf(trial), restricted);
        }

        return vouching;
    }

    /// <summary>Parts records so that no event grows beyond measure.</summary>
    public static IEnumerable<string> Parts(IReadOnlyCollection<KeyValuePair<string, string?>> records) =>
        records.OrderBy(r => r.Key, StringComparer.Ordinal).Chunk(MostInOneEvent).Select(RecordDigests.ToJson);

    // What the first event of the chain cannot hold goes into further ones.
    private static void Add(List<AuditEvent> events, AuditChain chain, List<KeyValuePair<string, string?>> records)
    {
        var holder = events.FindIndex(e => e.Chain == chain);
        foreach (var part in Parts(records))
        {
            if (holder >= 0)
            {
                events[holder] = events[holder] with { Records = part };
                holder = -1;
            }
            else
            {
                events.Add(events[0] with { Chain = chain, SiteId = SiteOf(events[0], chain), Field = Field, Records = part });
            }
        }
    }

    private static long? SiteOf(AuditEvent main, AuditChain chain) => chain == main.Chain ? main.SiteId : null;
}
