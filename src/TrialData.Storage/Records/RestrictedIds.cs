using TrialData.Storage.Session;

namespace TrialData.Storage.Records;

/// <summary>
/// Ids of rows that tell an arm. They come from a sequence of their own: were they drawn from the common one, the ids that open
/// events name would have gaps where an arm has more visits or forms than another.
/// </summary>
internal static class RestrictedIds
{
    private static readonly SqlFile ReserveRestrictedId = SqlFile.Named("pipeline/ReserveRestrictedId");

    public static Task<long> NextIdAsync(this StoreSession session, bool tellsArm, CancellationToken cancellation) => tellsArm
        ? session.SingleOrDefaultAsync<long>(ReserveRestrictedId, parameters: null, cancellation)
        : session.NextIdAsync(cancellation);
}
