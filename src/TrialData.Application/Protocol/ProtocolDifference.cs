using TrialData.Instruments;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <param name="Place">What it is, by its codes: <c>visit m6</c>, <c>form mood</c>, <c>item mood/low</c>.</param>
/// <param name="Before">In words; null where it was added.</param>
/// <param name="After">In words; null where it was removed.</param>
public sealed record ProtocolChange(ChangeKind Kind, string Place, string? Before, string? After);

/// <summary>What an amendment changes for whoever works with the trial: visits, their windows and forms, forms, logs and items, consent forms.</summary>
public sealed record ProtocolDifference(int FromVersion, int ToVersion, IReadOnlyList<ProtocolChange> Changes)
{
    public static ProtocolDifference Between(TrialProtocol from, TrialProtocol to) => new(
        from.Version,
        to.Version,
        [
            .. Of("site", from.Sites, to.Sites, s => s.Code, s => s.Name),
            .. Of("criterion", from.Eligibility, to.Eligibility, c => c.Code, c => $"{c.Label}: {c.Required}"),
            .. Of("consent form", from.ConsentForms, to.ConsentForms, c => c.Code, c => c.Label),
            .. Of("visit", from.Visits, to.Visits, v => v.Code, Window),
            .. Of("visit form", PlannedForms(from), PlannedForms(to), p => p.Place, p => p.Form.Required ? "required" : "optional"),
            .. Of("form", from.Forms, to.Forms, f => f.Code, Words),
            .. Of("log", from.Logs, to.Logs, l => l.Code, l => Definition(l.Label, l.Instrument)),
            .. Of("item", Items(from), Items(to), i => i.Place, i => Words(i.Item)),
        ]);

    private static IEnumerable<ProtocolChange> Of<T>(
        string what, IEnumerable<T> from, IEnumerable<T> to, Func<T, string> code, Func<T, string> words)
    {
        var before = from.ToDictionary(code, words, StringComparer.Ordinal);
        var after = to.ToDictionary(code, words, StringComparer.Ordinal);
        foreach (var (key, text) in before)
        {
            if (!after.TryGetValue(key, out var now))
            {
                yield return new ProtocolChange(ChangeKind.Removed, $"{what} {key}", text, After: null);
            }
            else if (!string.Equals(text, now, StringComparison.Ordinal))
            {
                yield return new ProtocolChange(ChangeKind.Changed, $"{what} {key}", text, now);
            }
        }

        foreach (var (key, text) in after.Where(a => !before.ContainsKey(a.Key)))
        {
            yield return new ProtocolChange(ChangeKind.Added, $"{what} {key}", Before: null, text);
        }
    }

    private static string Window(PlannedVisit visit) => Invariant(
        $"{visit.Label}: day {visit.Day} from {visit.Anchor}, {visit.Before} before to {visit.After} after{ArmsOf(visit.OnlyForArms)}");

    private static string Words(FormDefinition form) =>
        $"{Definition(form.Label, form.Instrument)}, by {string.Join(" or ", form.FilledBy.Select(Administration.RoleNames.Of))}{ArmsOf(form.OnlyForArms)}";

    private static string Definition(string label, InstrumentDefinition? instrument) =>
        instrument is null ? label : Invariant($"{label} ({instrument.Id}, version {instrument.Version})");

    private static string Words(ItemDefinition item) => Invariant(
        $"{item.Label}: {item.Type}{(item.Required ? string.Empty : ", optional")}{Range(item)}{string.Concat(item.Choices.Select(c => $"; {c.Value} {c.Label}"))}{Condition(item.ShowIf)}");

    private static string Range(ItemDefinition item) =>
        item.Minimum is null && item.Maximum is null ? string.Empty : Invariant($", {item.Minimum} to {item.Maximum}");

    private static string Condition(ShowIf? condition) =>
        condition is null ? string.Empty : $", {(condition.Unless ? "unless" : "if")} {condition.Item} is {string.Join(" or ", condition.Values)}";

    private static string ArmsOf(IReadOnlyList<string> arms) => arms.Count == 0 ? string.Empty : $", only {string.Join(" and ", arms)}";

    private static IEnumerable<(string Place, PlannedForm Form)> PlannedForms(TrialProtocol protocol) =>
        protocol.Visits.SelectMany(v => v.Forms.Select(f => ($"{v.Code}/{f.Form}", f)))
            .Concat(protocol.UnscheduledForms.Select(f => ($"unscheduled/{f.Form}", f)));

    // The items of an instrument are its version's, which the form or log names.
    private static IEnumerable<(string Place, ItemDefinition Item)> Items(TrialProtocol protocol) =>
        protocol.Forms.Where(f => f.Instrument is null).SelectMany(f => f.Items.Select(i => ($"{f.Code}/{i.Code}", i)))
            .Concat(protocol.Logs.Where(l => l.Instrument is null).SelectMany(l => l.Items.Select(i => ($"log {l.Code}/{i.Code}", i))));
}
