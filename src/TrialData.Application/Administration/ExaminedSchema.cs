using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

public enum SchemaChange
{
    Missing,
    Changed,
    Foreign,
}

/// <summary>An object of the database that does not stand there as the schema makes it.</summary>
/// <param name="Kind"><c>table</c>, <c>index</c>, <c>view</c> or <c>trigger</c>.</param>
public sealed record SchemaDifference(string Kind, string Name, SchemaChange Change)
{
    private const string Table = "table";

    /// <summary>Whether there is nothing to read where rows are expected.</summary>
    internal bool LeavesNoRows => Change == SchemaChange.Missing && string.Equals(Kind, Table, StringComparison.Ordinal);

    internal Fault ToFault() => new($"{Kind} {Name}", Value: null, Change == SchemaChange.Foreign
        ? "the schema knows nothing of it"
        : "it is missing, disabled, or not the one of the schema");
}

/// <summary>The objects of the database, compared with those that the schema makes.</summary>
/// <param name="Guards">Every trigger that the schema guards its ledgers with.</param>
public sealed record ExaminedSchema(IReadOnlyList<string> Guards, IReadOnlyList<SchemaDifference> Differences)
{
    internal bool LacksTables => Differences.Any(difference => difference.LeavesNoRows);

    internal IEnumerable<Fault> Faults => Differences.Select(difference => difference.ToFault());

    /// <summary>What may write by itself, or show other rows than those of the schema: of it a proof of rows says nothing.</summary>
    internal IEnumerable<Fault> ForeignFaults => Differences
        .Where(difference => difference.Change != SchemaChange.Missing || difference.LeavesNoRows)
        .Select(difference => difference.ToFault());
}
