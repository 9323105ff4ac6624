using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Capture;

/// <summary>A form was saved after it was opened: by whom, when and which items, as far as answers were saved.</summary>
public sealed record ChangedByAnother : Refusal
{
    public ChangedByAnother(string formCode, int version, IReadOnlyList<ChangedItem> changes)
        : base("form.changed-by-another", Say(formCode, version, changes))
    {
        FormCode = formCode;
        Version = version;
        Changes = changes;
    }

    public string FormCode { get; }

    /// <summary>The version saved last.</summary>
    public int Version { get; }

    public IReadOnlyList<ChangedItem> Changes { get; }

    private static string Say(string formCode, int version, IReadOnlyList<ChangedItem> changes)
    {
        var saves = changes
            .GroupBy(change => (change.By, change.At))
            .OrderBy(save => save.Key.At)
            .Select(save => Invariant($"{save.Key.By} on {save.Key.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({string.Join(", ", save.Select(change => change.Item))})"))
            .ToList();
        var who = saves.Count == 0 ? "somebody else" : string.Join("; ", saves);
        return Invariant($"The form {formCode} was saved since you opened it, by {who}. It is at version {version} now.");
    }
}
