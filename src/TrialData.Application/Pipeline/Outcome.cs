namespace TrialData.Application.Pipeline;

/// <summary>Why a request was not done: a fact of the trial, not a fault of the program.</summary>
/// <param name="Code">Stable, dotted and lower case: <c>allocation.list-exhausted</c>.</param>
/// <param name="Message">One sentence for the person who asked, with place, value and reason.</param>
public abstract record Refusal(string Code, string Message)
{
    /// <summary>The single faults behind the refusal where there can be many: rows of a file, items of a form.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>How many more faults there are than stand in <see cref="Faults"/>.</summary>
    public int FurtherFaults { get; init; }

    /// <summary>Whether what was asked for is not there, or not the actor's: the answer is the same.</summary>
    public bool SaysNotFound => Code.EndsWith("not-found", StringComparison.Ordinal);

    /// <summary>Whether what was written stays in spite of the refusal: failed attempts that are counted.</summary>
    internal virtual bool KeepsWork => false;

    /// <summary>Whether the refusal is answered even where the store is so broken that its event cannot be recorded: it says so.</summary>
    internal virtual bool StandsUnrecorded => false;

    internal Refusal Unrecorded(Exception fault) =>
        this with { Faults = [.. Faults, new Fault("audit", Value: null, $"the event of this could not be recorded: {fault.Message}")] };
}

/// <summary>One thing wrong with what was handed in.</summary>
/// <param name="Place">A JSON path, or file, row and column.</param>
/// <param name="Value">What stood there, if anything.</param>
/// <param name="Reason">Why it cannot be taken.</param>
public sealed record Fault(string Place, string? Value, string Reason)
{
    public override string ToString() => Value is null ? $"{Place}: {Reason}" : $"{Place}: '{Value}': {Reason}";
}

/// <summary>What a use case gives back: the result, or the refusal.</summary>
public sealed class Outcome<TResult>
{
    private readonly TResult? value;

    private Outcome(TResult? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    public bool IsRefused => Refusal is not null;

    /// <exception cref="InvalidOperationException">The request was refused.</exception>
    public TResult Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}: {Refusal.Message}");

    public static implicit operator Outcome<TResult>(TResult value) => new(value, refusal: null);

    public static implicit operator Outcome<TResult>(Refusal refusal) => new(default, refusal);
}
