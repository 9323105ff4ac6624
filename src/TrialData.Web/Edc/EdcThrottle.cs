using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using TrialData.Application.Allocation.Edc;
using TrialData.Web.Ground;

namespace TrialData.Web.Edc;

/// <summary>Counts requests with a wrong secret, by who sends them and under which name: after some of them nothing more is looked up for a while.</summary>
/// <remarks>
/// By name too, so that others behind the same proxy are not kept out; but under ever new names an address has a few times as many tries and no
/// more, for each leaves an event in the trail. A secret of 256 bits is not guessed; this spares the store. So a secret that was right
/// once is never kept waiting: whoever knows the name of a credential would keep its EDC from randomising.
/// </remarks>
internal sealed class EdcThrottle : IDisposable
{
    private const int Failures = 10;
    private const int FailuresOfAnAddress = 50;
    private const string NoName = "";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> ofNames = Limit(Failures);
    private readonly PartitionedRateLimiter<string> ofAddresses = Limit(FailuresOfAnAddress);

    // Of hashes. A credential that has ended since is asked about like any other, and told so.
    private readonly ConcurrentDictionary<string, bool> right = new(StringComparer.Ordinal);

    public bool IsShut(HttpContext context) =>
        (IsUsedUp(ofNames, NameOf(context)) || IsUsedUp(ofAddresses, SenderAddress.Of(context))) && !(HashOf(context) is { } hash && right.ContainsKey(hash));

    public void CountSuccess(HttpContext context)
    {
        if (HashOf(context) is { } hash)
        {
            right.TryAdd(hash, value: true);
        }
    }

    public void CountFailure(HttpContext context)
    {
        ofNames.AttemptAcquire(NameOf(context)).Dispose();
        ofAddresses.AttemptAcquire(SenderAddress.Of(context)).Dispose();
    }

    public void Dispose()
    {
        ofNames.Dispose();
        ofAddresses.Dispose();
    }

    private static PartitionedRateLimiter<string> Limit(int failures) => PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = failures, Window = Window, QueueLimit = 0 }));

    private static bool IsUsedUp(PartitionedRateLimiter<string> limiter, string who) => limiter.GetStatistics(who)?.CurrentAvailablePermits == 0;

    private static string? HashOf(HttpContext context) =>
        (EdcGate.SecretOf(context) ?? context.Features.Get<EdcProof>()?.Secret) is { } secret ? Convert.ToHexString(secret.Hash) : null;

    private static string NameOf(HttpContext context) => $"{SenderAddress.Of(context)} {context.Features.Get<EdcProof>()?.Name ?? NoName}";
}
