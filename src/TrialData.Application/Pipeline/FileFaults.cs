using static System.FormattableString;

namespace TrialData.Application.Pipeline;

/// <summary>What a refusal of a file holds of its faults: the first hundred and the count of the rest. Whoever mends a file reads no more at once.</summary>
public static class FileFaults
{
    public const int Most = 100;

    /// <summary>All of them where they are few; otherwise how many there are.</summary>
    internal static string InWords(IReadOnlyCollection<Fault> faults) =>
        faults.Count <= Most ? string.Join(" ", faults) : Invariant($"It has {faults.Count} faults, of which the first {Most} are listed.");

    internal static Refusal Listing(this Refusal refusal, IReadOnlyCollection<Fault> faults) => refusal.Listing(faults, faults.Count);

    /// <param name="count">Of all faults, those included that were not kept.</param>
    internal static Refusal Listing(this Refusal refusal, IReadOnlyCollection<Fault> faults, int count)
    {
        var listed = faults.Take(Most).ToList();
        return refusal with { Faults = listed, FurtherFaults = count - listed.Count };
    }
}
