namespace TrialData.Application.Exchange;

/// <summary>How the columns of a stranger's file become participants, allocations and answers of a trial.</summary>
/// <param name="Missing">What stands in a field without a value, beside nothing at all.</param>
/// <param name="Ignored">Columns that are left out on purpose; any other column without a use is a fault.</param>
public sealed record ImportMapping(
    char Delimiter,
    IReadOnlyList<string> Missing,
    ParticipantMapping Participant,
    IReadOnlyList<FormMapping> Forms,
    IReadOnlyList<string> Ignored,
    string Sha256)
{
    public IEnumerable<ValueSource> Sources() =>
        Participant.Sources().Concat(Forms.SelectMany(f => f.Sources()));
}

public sealed record ParticipantMapping(
    ValueSource Number, ValueSource Site, ValueSource Arm, ValueSource? ScreenedOn, ValueSource? EnrolledOn, ValueSource? AllocatedOn)
{
    public IEnumerable<ValueSource> Sources() =>
        new[] { Number, Site, Arm, ScreenedOn, EnrolledOn, AllocatedOn }.OfType<ValueSource>();
}

public sealed record FormMapping(string Form, string Visit, ValueSource? CompletedOn, IReadOnlyDictionary<string, ValueSource> Items)
{
    public IEnumerable<ValueSource> Sources() => Items.Values.Concat(new[] { CompletedOn }.OfType<ValueSource>());
}

/// <summary>Where a value comes from: a column, a constant, or the first case whose columns fit.</summary>
public abstract record ValueSource
{
    public abstract IEnumerable<string> Columns { get; }
}

/// <param name="Codes">The file's codes and ours; empty where the value is taken as it stands.</param>
/// <param name="Optional">Whether the file may lack the column.</param>
/// <param name="DateFormat">How a day is written; null for values that are no days.</param>
public sealed record ColumnSource(string Column, IReadOnlyDictionary<string, string> Codes, bool Optional, string? DateFormat) : ValueSource
{
    public override IEnumerable<string> Columns => [Column];
}

public sealed record ConstantSource(string Value) : ValueSource
{
    public override IEnumerable<string> Columns => [];
}

/// <param name="Otherwise">Null for a missing value.</param>
/// <param name="Optional">Whether the file may lack the columns; the value is missing then.</param>
public sealed record DerivedSource(IReadOnlyList<DerivedCase> Cases, string? Otherwise, bool Optional) : ValueSource
{
    public override IEnumerable<string> Columns => Cases.SelectMany(c => c.When.Keys).Distinct(StringComparer.Ordinal);
}

/// <summary>Holds when each column has one of the values listed for it, as they stand in the file.</summary>
public sealed record DerivedCase(IReadOnlyDictionary<string, IReadOnlyList<string>> When, string? Value);
