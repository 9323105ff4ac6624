namespace TrialData.Application.Protocol.Predicates;

/// <summary>A condition over answers, as a protocol file writes it. Null is unknown: something it rests on is missing.</summary>
public abstract record Predicate
{
    /// <summary>Every operand in it.</summary>
    public abstract IEnumerable<Operand> Operands { get; }

    /// <summary>Whether it holds; null where that cannot be said.</summary>
    public abstract bool? Holds(IPredicateFacts facts);
}

/// <summary>Holds where all do. One that fails decides, whatever is unknown beside it.</summary>
public sealed record AllOf(IReadOnlyList<Predicate> Parts) : Predicate
{
    public override IEnumerable<Operand> Operands => Parts.SelectMany(part => part.Operands);

    public override bool? Holds(IPredicateFacts facts)
    {
        var parts = Parts.Select(part => part.Holds(facts)).ToList();
        return parts.Contains(false) ? false : parts.Contains(null) ? null : true;
    }
}

/// <summary>Holds where one does, whatever is unknown beside it.</summary>
public sealed record AnyOf(IReadOnlyList<Predicate> Parts) : Predicate
{
    public override IEnumerable<Operand> Operands => Parts.SelectMany(part => part.Operands);

    public override bool? Holds(IPredicateFacts facts)
    {
        var parts = Parts.Select(part => part.Holds(facts)).ToList();
        return parts.Contains(true) ? true : parts.Contains(null) ? null : false;
    }
}

public sealed record Not(Predicate Part) : Predicate
{
    public override IEnumerable<Operand> Operands => Part.Operands;

    public override bool? Holds(IPredicateFacts facts) => !Part.Holds(facts);
}

/// <summary>Whether there is a value. It is always known.</summary>
public sealed record Answered(Operand Operand, bool Expected) : Predicate
{
    public override IEnumerable<Operand> Operands => [Operand];

    public override bool? Holds(IPredicateFacts facts) => facts.Find(Operand) is not null == Expected;
}

/// <summary>Whether an answer is one of a list; of several choices, whether any is.</summary>
public sealed record IsOneOf(Operand Operand, IReadOnlyList<string> Values) : Predicate
{
    public override IEnumerable<Operand> Operands => [Operand];

    public override bool? Holds(IPredicateFacts facts) =>
        facts.Find(Operand) is { } answer ? answer.Text.Split('|').Any(part => Values.Contains(part, StringComparer.Ordinal)) : null;
}

/// <summary>How two values stand to each other.</summary>
public sealed record Comparison(Operand Left, Relation Relation, Operand Right) : Predicate
{
    public override IEnumerable<Operand> Operands => [Left, Right];

    public override bool? Holds(IPredicateFacts facts) =>
        facts.Find(Left) is { } left && facts.Find(Right) is { } right ? Ordering.Holds(left.Kind, left.Text, Relation, right.Text) : null;
}

public enum Relation
{
    Before,
    After,
    Equals,
    AtLeast,
    AtMost,
}
