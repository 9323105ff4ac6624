namespace TrialData.Instruments.Json;

/// <summary>One thing wrong with a JSON file.</summary>
/// <param name="Path">Where: a JSON path such as <c>$.items[2].code</c>, or <c>line 3, column 14</c> where the text is not JSON at all.</param>
/// <param name="Value">What stood there, shortened to sixty characters; null where nothing stood there.</param>
/// <param name="Reason">Why it cannot be taken, as the end of a sentence about the value: "is missing", "must be a string, not a number".</param>
public sealed record JsonFault(string Path, string? Value, string Reason)
{
    /// <summary>Path, value and reason on one line.</summary>
    public override string ToString() => Value is null ? $"{Path}: {Reason}" : $"{Path}: '{Value}' {Reason}";
}

/// <summary>What reading a JSON file gave: the value, or every fault found in it.</summary>
/// <typeparam name="T">What the file describes.</typeparam>
public sealed class JsonReading<T>
    where T : class
{
    private readonly T? value;

    internal JsonReading(T? value, IReadOnlyList<JsonFault> faults)
    {
        this.value = faults.Count == 0 ? value : null;
        Faults = faults;
    }

    /// <summary>All faults in the order in which they were found; empty for a sound file.</summary>
    public IReadOnlyList<JsonFault> Faults { get; }

    /// <summary>Whether the file had no fault.</summary>
    public bool IsSound => value is not null;

    /// <summary>The value of a sound file.</summary>
    /// <exception cref="InvalidOperationException">The file has faults; the message lists them.</exception>
    public T Value => value ?? throw new InvalidOperationException(string.Join('\n', Faults));
}
