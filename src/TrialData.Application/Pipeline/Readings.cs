using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Pipeline;

/// <summary>Turns what reading a JSON file gave into an outcome: one way for every file a person hands in.</summary>
internal static class Readings
{
    /// <param name="refuse">Makes the refusal from how many faults there are, in words; the faults are added to it.</param>
    public static Outcome<T> Or<T>(this JsonReading<T> reading, Func<string, Refusal> refuse)
        where T : class
    {
        if (reading.IsSound)
        {
            return reading.Value;
        }

        var faults = reading.Faults.Select(f => new Fault(f.Path, f.Value, f.Reason)).ToList();
        return refuse(faults.Count == 1 ? "It has 1 fault." : Invariant($"It has {faults.Count} faults.")).Listing(faults);
    }
}
