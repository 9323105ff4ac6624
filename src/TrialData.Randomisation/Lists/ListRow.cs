namespace TrialData.Randomisation;

/// <summary>One row of an uploaded list.</summary>
/// <param name="Levels">Level by name of factor: the stratum.</param>
/// <param name="Arm">The arm's code.</param>
/// <param name="Block">The block that the row belongs to, counted within its stratum; null where the list names none.</param>
public sealed record ListRow(IReadOnlyDictionary<string, string> Levels, string Arm, int? Block = null);
