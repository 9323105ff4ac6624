namespace TrialData.Instruments;

/// <summary>The years in which a day of a person's can lie.</summary>
public static class YearsInReach
{
    // Nobody alive was born before; a year beyond is a slip of the keyboard.
    private const int First = 1900;
    private const int Last = 2199;

    /// <summary>What is said of a day outside.</summary>
    public const string Reason = "must lie in the years 1900 to 2199";

    /// <summary>Whether a year is one of them.</summary>
    /// <param name="year">The year.</param>
    public static bool Contains(int year) => year is >= First and <= Last;
}
