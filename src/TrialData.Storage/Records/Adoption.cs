using TrialData.Application.Pipeline;
using TrialData.Storage.Ports;
using TrialData.Storage.Session;

namespace TrialData.Storage.Records;

/// <summary>Lets events vouch, as they are found, for the records of every kind that no event vouches for yet.</summary>
/// <remarks>
/// Only whole kinds: a row that stands alone without an event among others that have one was not written by this program, and
/// the next verification names it.
/// </remarks>
internal sealed class Adoption(StoreSession session)
{
    private const string Field = "adopted";

    private readonly AuditLog log = new(session);
    private readonly Dictionary<(RecordKind Kind, long Number), Scope> scopes = [];

    /// <param name="done">The event of the migration, which those of the adoption repeat.</param>
    public async Task AdoptAsync(AuditEvent done, CancellationToken cancellation)
    {
        var vouched = await VouchedKindsAsync(cancellation);
        foreach (var kind in VouchedRecords.All.Where(kind => !vouched.Contains(kind.Name) || IsParent(kind)))
        {
            var found = await FindAsync(kind, cancellation);
            var events =
                from chain in found
                where !vouched.Contains(kind.Name)
                orderby chain.Key.Name
                from part in Vouching.Parts(chain.Value.Records)
                select done with { Chain = chain.Key, TrialId = chain.Value.Scope.TrialId, SiteId = chain.Value.Scope.SiteId, Field = Field, Records = part };
            foreach (var adopting in events)
            {
                await log.AppendAsync([adopting], cancellation);
            }
        }
    }

    private static bool IsParent(RecordKind kind) => VouchedRecords.All.Any(child => child.Parent?.Kind == kind);

    private async Task<HashSet<string>> VouchedKindsAsync(CancellationToken cancellation)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var stored in new AuditTrail(session).EventsAsync(cancellation))
        {
            if (stored.Event.Records is { } records)
            {
                kinds.UnionWith(RecordDigests.Parse(records).Keys.Select(RecordDigests.KindIn));
            }
        }

        return kinds;
    }

    /// <summary>The records of a kind by the chain that they belong to.</summary>
    private async Task<Dictionary<AuditChain, Found>> FindAsync(RecordKind kind, CancellationToken cancellation)
    {
        var found = new Dictionary<AuditChain, Found>();
        await foreach (var record in StoredRecords.AllAsync(session, kind, cancellation))
        {
            var scope = ScopeOf(kind, record);
            scopes[(kind, record.Key.Number)] = scope;

            // Which visits and forms tell an arm is not stored: none of them is named where blinded roles read.
            if (kind.TellsArm || kind.MayTellArm)
            {
                scope = scope with { SiteId = null };
            }

            var chain = (kind.TellsArm || kind.MayTellArm) && scope.TrialId is { } trial
                ? AuditChain.RestrictedOf(trial)
                : AuditChain.Of(scope.TrialId, scope.SiteId);
            if (!found.TryGetValue(chain, out var of))
            {
                found.Add(chain, of = new Found(scope, []));
            }

            of.Records.Add(new(kind.NameOf(record.Key), record.Digest));
        }

        return found;
    }

    private Scope ScopeOf(RecordKind kind, StoredRecord record) => kind.Parent is { } parent
        ? scopes.GetValueOrDefault((parent.Kind, record.ParentId ?? 0), new Scope(TrialId: null, SiteId: null))
        : new Scope(record.TrialId, record.SiteId);

    private sealed record Scope(long? TrialId, long? SiteId);

    private sealed record Found(Scope Scope, List<KeyValuePair<string, string?>> Records);
}
