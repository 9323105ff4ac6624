using TrialData.Application.Capture;
using TrialData.Application.Oversight;

namespace TrialData.Web.Ground;

/// <param name="Status">When it was or is due, in words.</param>
internal sealed record WorkTask(string Address, string Label, string Status);

/// <summary>Work of one kind: how much there is, and the first of it.</summary>
internal sealed record WorkGroup(WorkKind Kind, string Heading, string Colour, int Total, IReadOnlyList<WorkTask> First)
{
    /// <param name="most">How many tasks of each kind are shown.</param>
    public static IReadOnlyList<WorkGroup> Of(ShownWork work, string trial, int most) => work.Items
        .GroupBy(item => item.Kind)
        .Select(group => new WorkGroup(group.Key, HeadingOf(group.Key), ColourOf(group.Key), group.Count(), group.Take(most).Select(item => ToTask(item, trial)).ToList()))
        .ToList();

    public static string HeadingOf(WorkKind kind) => kind switch
    {
        WorkKind.OverdueForm => "Overdue forms",
        WorkKind.DueForm => "Forms that are due",
        WorkKind.Draft => "Your drafts, not saved yet",
        WorkKind.AwaitingConsent => "Waiting for consent",
        WorkKind.AwaitingEnrolment => "Waiting for enrolment",
        WorkKind.AwaitingBaseline => "Forms needed before randomisation",
        WorkKind.AwaitingEligibilitySignature => "Waiting for your signature of eligibility",
        WorkKind.AwaitingRandomisation => "Ready to be randomised",
    };

    private static string ColourOf(WorkKind kind) => kind switch
    {
        WorkKind.OverdueForm => "nhsuk-tag--red",
        WorkKind.DueForm => "nhsuk-tag--yellow",
        _ => "nhsuk-tag--blue",
    };

    private static WorkTask ToTask(WorkItem item, string trial)
    {
        var participant = $"/trials/{trial}/participants/{item.ParticipantId}";
        return new WorkTask(
            AddressOf(item, participant),
            item.Label is { } label ? $"{item.Number} – {label}" : item.Number,
            item switch
            {
                { DaysOverdue: > 0 } => $"{Shown.Count(item.DaysOverdue, "day")} overdue",
                { TargetOn: { } target } => $"Due {Shown.Day(target)}",
                { KeptAt: { } kept } => $"Kept {Shown.Instant(kept)}",
                _ => string.Empty,
            });
    }

    private static string AddressOf(WorkItem item, string participant) => item switch
    {
        { VisitCode: { } visit, FormCode: { } form } => NextStep.FormAddress(participant, visit, form) + (item.Instance > 1 ? FormattableString.Invariant($"?n={item.Instance}") : string.Empty),
        { FormCode: { } log } => $"{participant}/logs/{Uri.EscapeDataString(log)}/{(item.Instance == FormAt.NewEntry ? "new" : FormattableString.Invariant($"{item.Instance}"))}",
        _ => participant,
    };
}
