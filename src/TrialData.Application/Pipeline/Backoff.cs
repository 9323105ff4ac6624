using System.Security.Cryptography;

namespace TrialData.Application.Pipeline;

/// <summary>How long to wait before a unit of work is tried again: doubling, with jitter so that rivals part.</summary>
internal static class Backoff
{
    private const int FirstMilliseconds = 10;

    public static TimeSpan After(int attempt)
    {
        var ceiling = FirstMilliseconds << attempt;
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(ceiling / 2, ceiling));
    }
}
