using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Capture;

/// <summary>A form is not in the version that was seen: by whom, when and which items were saved since, as far as answers were.</summary>
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

    /// <param name="saved">The form as it stands; null where nothing is saved.</param>
    /// <param name="seen">The version the person saw.</param>
    public static async Task<ChangedByAnother> SinceAsync(
        IFormChanges history, string formCode, SavedForm? saved, int seen, CancellationToken cancellation) => new(
        formCode,
        saved?.Version ?? 0,
        saved is null ? [] : await history.SinceAsync(saved.FormId, seen, cancellation));

    private static string Say(string formCode, int version, IReadOnlyList<ChangedItem> changes)
    {
        var saves = changes
            .GroupBy(change => (change.By, change.At))
            .OrderBy(save => save.Key.At)
            .Select(save => Invariant($"{save.Key.By} on {save.Key.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC ({string.Join(", ", save.Select(change => change.Item))})"))
            .ToList();
        return (version, saves) switch
        {
            (0, _) => $"The form {formCode} is not in the version you name: nothing of it is saved.",
            (_, []) => Invariant($"The form {formCode} is not in the version you name. It is at version {version} now."),
            _ => Invariant($"The form {formCode} was saved since you opened it, by {string.Join("; ", saves)}. It is at version {version} now."),
        };
    }
}
