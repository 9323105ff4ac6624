namespace TrialData.Web.Ground;

/// <summary>The head of a column that a list can be ordered by.</summary>
/// <param name="Order">Null where the list is ordered by another one.</param>
internal sealed record SortHead(string Label, string Address, string? Order);
