namespace TrialData.Web.Forms;

/// <param name="Values">How many values the item has had.</param>
internal sealed record HistoryLink(string Address, string Label, int Values);
