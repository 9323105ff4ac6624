using TrialData.Instruments;

namespace TrialData.Application.Protocol.Predicates;

/// <summary>What can be compared with what.</summary>
public enum ValueKind
{
    Number,

    /// <summary>A day, or a month or year of which the day is unknown.</summary>
    Day,
    Instant,
    Code,
}

public static class ValueKinds
{
    public static ValueKind Of(ItemType type) => type switch
    {
        ItemType.Integer or ItemType.Decimal => ValueKind.Number,
        ItemType.Date or ItemType.PartialDate => ValueKind.Day,
        ItemType.Instant => ValueKind.Instant,
        ItemType.Choice or ItemType.Choices or ItemType.Boolean or ItemType.Text => ValueKind.Code,
    };
}

/// <summary>A value that a predicate speaks of.</summary>
/// <param name="Path">Where in its file it stands, for a fault in it.</param>
public abstract record Operand(string Path);

public sealed record Constant(string Path, string Text) : Operand(Path);

/// <param name="VisitCode">Null for the visit that is being looked at.</param>
/// <param name="FormCode">Null for the form that is being looked at.</param>
public sealed record ItemOperand(string Path, string? VisitCode, string? FormCode, string Item) : Operand(Path)
{
    public bool IsOfAnotherForm => FormCode is not null;
}

/// <summary>A day that the form has besides its answers.</summary>
public sealed record DayOperand(string Path, FormDay Day) : Operand(Path);

public enum FormDay
{
    CompletedOn,
    WindowOpens,
    WindowCloses,
}

/// <param name="Text">In canonical form.</param>
public readonly record struct FactValue(ValueKind Kind, string Text);

/// <summary>What predicates rest on.</summary>
public interface IPredicateFacts
{
    /// <summary>The value of an operand; null where there is none, or an answer that says nothing is known.</summary>
    FactValue? Find(Operand operand);
}
