using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Oversight;

/// <summary>What is to be done in a trial by the roles that the account holds there, today.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ShowWork(string TrialCode);

public enum WorkKind
{
    /// <summary>A form whose window has closed.</summary>
    OverdueForm,

    /// <summary>A form whose target day has come.</summary>
    DueForm,

    /// <summary>What the person typed and has not saved.</summary>
    Draft,
    AwaitingConsent,
    AwaitingEnrolment,

    /// <summary>A form that must be complete before randomisation.</summary>
    AwaitingBaseline,
    AwaitingEligibilitySignature,
    AwaitingRandomisation,
}

/// <param name="VisitCode">Null, like the form, where the work is not a form; null alone of an entry in a log.</param>
/// <param name="DaysOverdue">Since the window closed; 0 unless overdue.</param>
public sealed record WorkItem(WorkKind Kind, Guid ParticipantId, string Number, string Site, string? VisitCode, string? FormCode, string? Label, DateOnly? TargetOn, int DaysOverdue)
{
    /// <summary>As in <see cref="FormAt"/>.</summary>
    public int Instance { get; init; } = 1;

    /// <summary>When a draft was kept; null of other work.</summary>
    public DateTimeOffset? KeptAt { get; init; }
}

/// <param name="Items">Most urgent first within each kind.</param>
public sealed record ShownWork(DateOnly On, IReadOnlyList<WorkItem> Items);

public sealed class ShowWorkHandler(
    TrialAccess access,
    ITrials trials,
    IParticipants participants,
    ISchedules schedules,
    IEligibilityChecklists checklists,
    OwnDrafts drafts,
    RequestContext context,
    TimeProvider clock) : IUseCase<ShowWork, ShownWork>
{
    public async Task<Outcome<ShownWork>> HandleAsync(ShowWork request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var sites = (await trials.SitesAsync(trial.TrialId, cancellation)).ToDictionary(site => site.Code, StringComparer.Ordinal);
        var followed = (await schedules.ReadAsync(scope, cancellation)).ToDictionary(each => each.Number, StringComparer.Ordinal);
        var items = new List<WorkItem>();
        var toSign = new List<ReadyToSign>();
        foreach (var participant in (await participants.ListAsync(scope, cancellation)).Where(each => each.EndedOn is null))
        {
            var site = sites[participant.Site];
            items.AddRange(participant.Status switch
            {
                ParticipantStatus.Screened => Waiting(WorkKind.AwaitingConsent, Permission.RecordConsent, participant, site),
                ParticipantStatus.Consented => Waiting(WorkKind.AwaitingEnrolment, Permission.Enrol, participant, site),
                ParticipantStatus.Enrolled or ParticipantStatus.Randomised when followed.TryGetValue(participant.Number, out var schedule) =>
                    OfSchedule(participant, site, schedule, await trials.ProtocolAsync(trial.TrialId, schedule.ProtocolVersion, cancellation), toSign),
                _ => [],
            });
        }

        items.AddRange(await OfSignaturesAsync(toSign, cancellation));
        items.AddRange(await OfDraftsAsync(trial.TrialId, sites.Values, cancellation));
        return new ShownWork(clock.Today(), items.OrderBy(item => item.Kind).ThenByDescending(item => item.DaysOverdue).ThenBy(item => item.TargetOn).ThenBy(item => item.Number, StringComparer.Ordinal).ToList());
    }

    private async Task<IEnumerable<WorkItem>> OfDraftsAsync(long trialId, IEnumerable<Site> sites, CancellationToken cancellation)
    {
        var codes = sites.ToDictionary(site => site.SiteId, site => site.Code);
        var items = new List<WorkItem>();
        foreach (var (draft, form) in await drafts.InAsync(trialId, cancellation))
        {
            var protocol = await trials.ProtocolAsync(trialId, draft.ProtocolVersion, cancellation);
            var label = draft.VisitCode is { } visit ? LabelAt(protocol, visit, form) : form.Label;
            items.Add(new WorkItem(
                WorkKind.Draft, draft.ParticipantId, draft.ParticipantNumber, codes[draft.SiteId], draft.VisitCode, draft.FormCode, label, TargetOn: null, DaysOverdue: 0)
            {
                Instance = draft.Instance,
                KeptAt = draft.SavedAt,
            });
        }

        return items;
    }

    private IEnumerable<WorkItem> Waiting(WorkKind kind, Permission permission, ListedParticipant participant, Site site) =>
        context.ScopeOf(permission, site.TrialId).Covers(site.SiteId)
            ? [new WorkItem(kind, participant.PublicId, participant.Number, participant.Site, VisitCode: null, FormCode: null, Label: null, TargetOn: null, DaysOverdue: 0)]
            : [];

    private IEnumerable<WorkItem> OfSchedule(
        ListedParticipant participant, Site site, ParticipantToFollow schedule, TrialProtocol protocol, List<ReadyToSign> toSign)
    {
        var trialId = site.TrialId;
        var roles = context.RolesAt(trialId, site.SiteId);
        var showsArm = context.ScopeOf(Permission.ReadWhatRevealsArm, trialId).Covers(site.SiteId);
        var required = FormSchedule.On(clock.Today(), protocol, schedule, showsArm).Where(form => form.Required).ToList();
        var own = required.Where(form => protocol.FindForm(form.FormCode)!.FilledBy.Any(roles.Contains)).ToList();
        if (participant.Status == ParticipantStatus.Randomised)
        {
            return own.Where(form => form.Status is FormStatus.Due or FormStatus.Overdue)
                .Select(form => OfForm(form.Status == FormStatus.Overdue ? WorkKind.OverdueForm : WorkKind.DueForm, participant, protocol, form));
        }

        if (required.Exists(form => IsBeforeRandomisation(protocol, form) && form.Status != FormStatus.Complete))
        {
            return own.Where(form => IsBeforeRandomisation(protocol, form) && form.Status != FormStatus.Complete)
                .Select(form => OfForm(WorkKind.AwaitingBaseline, participant, protocol, form));
        }

        if (!protocol.Randomisation.EligibilitySigned)
        {
            return Waiting(WorkKind.AwaitingRandomisation, Permission.Randomise, participant, site);
        }

        toSign.Add(new ReadyToSign(participant, site, schedule.ParticipantId));
        return [];
    }

    private async Task<IEnumerable<WorkItem>> OfSignaturesAsync(List<ReadyToSign> ready, CancellationToken cancellation) =>
        ready.Zip(await checklists.OfAsync(ready.ConvertAll(each => each.ParticipantId), cancellation))
            .SelectMany(each => each.Second.SignatureOf(each.First.Participant.PublicId) is null
                ? Waiting(WorkKind.AwaitingEligibilitySignature, Permission.SignEligibility, each.First.Participant, each.First.Site)
                : Waiting(WorkKind.AwaitingRandomisation, Permission.Randomise, each.First.Participant, each.First.Site));

    private static bool IsBeforeRandomisation(TrialProtocol protocol, ScheduledForm form) =>
        protocol.Visits.Any(visit => visit.IsBeforeRandomisation && string.Equals(visit.Code, form.VisitCode, StringComparison.Ordinal));

    private static WorkItem OfForm(WorkKind kind, ListedParticipant participant, TrialProtocol protocol, ScheduledForm form) => new(
        kind, participant.PublicId, participant.Number, participant.Site, form.VisitCode, form.FormCode,
        LabelAt(protocol, form.VisitCode, protocol.FindForm(form.FormCode)!), form.TargetOn, form.DaysOverdue);

    private static string LabelAt(TrialProtocol protocol, string visit, FormDefinition form) => $"{protocol.FindVisit(visit)?.Label ?? visit}: {form.Label}";

    /// <summary>Waits for nothing but the signature of the checklist.</summary>
    private sealed record ReadyToSign(ListedParticipant Participant, Site Site, long ParticipantId);
}
