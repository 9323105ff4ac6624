using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Oversight;

/// <summary>Shows a participant as the people at the site need it: how far it has come, its visits with what stands in them, and what is to be done next.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ShowParticipant(string TrialCode, Guid ParticipantId);

/// <param name="Answer">As it was given at screening; null where none was.</param>
/// <param name="IsWaived">Whether the participant goes on though the answer is another than required.</param>
public sealed record AnsweredCriterion(string Code, string Label, string Required, string? Answer, bool IsWaived);

/// <param name="MayFill">Whether a role of the reader fills it in.</param>
public sealed record FormAtVisit(
    string Code, string Label, bool Required, FormStatus Status, int DaysOverdue, DateOnly? CompletedOn, bool MayFill, bool IsTakenOut)
{
    /// <summary>Whether the reader can give the participant a link to fill it in.</summary>
    public bool MayComeByLink { get; init; }
}

/// <param name="IsPlanned">Whether the protocol plans it; false of a visit that was added.</param>
/// <param name="IsBeforeRandomisation">Whether its required forms must be complete before randomisation.</param>
public sealed record VisitOfTimeline(
    string Code, string Label, DateOnly? TargetOn, DateOnly? OpensOn, DateOnly? ClosesOn, bool IsPlanned, bool IsBeforeRandomisation, IReadOnlyList<FormAtVisit> Forms);

public sealed record LogOfParticipant(string Code, string Label, bool MayFill);

/// <param name="Signer">Null while nobody has signed these answers.</param>
public sealed record EligibilityState(IReadOnlyList<AnsweredCriterion> Criteria, bool IsSignatureNeeded, string? Signer, DateTimeOffset? SignedAt);

/// <param name="Arm">The arm's label; null before the allocation, and for everybody who may not see it.</param>
/// <param name="ConsentForms">Those that a participant may sign, by code and label.</param>
public sealed record ShownParticipant(
    Guid PublicId,
    string Number,
    string Site,
    string SiteName,
    ParticipantStatus Status,
    DateOnly? ScreenedOn,
    DateTimeOffset? ConsentedAt,
    DateOnly? EnrolledOn,
    DateOnly? EndedOn,
    EndReason? EndReason,
    DateOnly? DiedOn,
    string? Arm,
    EligibilityState Eligibility,
    IReadOnlyList<VisitOfTimeline> Visits,
    IReadOnlyList<LogOfParticipant> Logs,
    IReadOnlyList<ConsentForm> ConsentForms)
{
    /// <summary>What is still to be filled in before randomisation, with the code of its visit.</summary>
    public IReadOnlyList<(string Visit, FormAtVisit Form)> MissingBeforeRandomisation =>
        Visits.Where(visit => visit.IsBeforeRandomisation)
            .SelectMany(visit => visit.Forms.Where(form => form.Required && form.Status != FormStatus.Complete).Select(form => (visit.Code, form)))
            .ToList();
}

public sealed class ShowParticipantHandler(
    ParticipantAccess access,
    ITrials trials,
    ISchedules schedules,
    FormsOfProtocol protocols,
    IEligibilityChecklists checklists,
    IAllocationVault vault,
    RequestContext context,
    TimeProvider clock) : IUseCase<ShowParticipant, ShownParticipant>
{
    public async Task<Outcome<ShownParticipant>> HandleAsync(ShowParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, protocol) = found.Value;
        var site = (await trials.SitesAsync(trial.TrialId, cancellation)).Single(each => each.SiteId == participant.SiteId);
        var roles = context.RolesAt(trial.TrialId, participant.SiteId);
        var showsArm = context.ScopeOf(Permission.ReadWhatRevealsArm, trial.TrialId).Covers(participant.SiteId);
        return new ShownParticipant(
            participant.PublicId,
            participant.Number,
            site.Code,
            site.Name,
            participant.Status,
            participant.ScreenedOn,
            participant.ConsentedAt,
            participant.EnrolledOn,
            participant.EndedOn,
            participant.EndReason,
            participant.DiedOn,
            await ArmAsync(participant, protocol, cancellation),
            await EligibilityAsync(participant, protocol, cancellation),
            await TimelineAsync(participant, protocol, showsArm, roles, cancellation),
            protocol.Logs.Where(log => showsArm || !log.RevealsArm)
                .Select(log => new LogOfParticipant(log.Code, log.Label, log.FilledBy.Any(roles.Contains))).ToList(),
            protocol.ConsentForms);
    }

    private async Task<string?> ArmAsync(Participant participant, TrialProtocol protocol, CancellationToken cancellation)
    {
        if (!context.ScopeOf(Permission.ReadAllocation, participant.TrialId).Covers(participant.SiteId))
        {
            return null;
        }

        return await vault.FindAsync(participant.ParticipantId, cancellation) is { } allocation
            ? protocol.FindArm(allocation.Arm)?.Label ?? allocation.Arm
            : null;
    }

    private async Task<EligibilityState> EligibilityAsync(Participant participant, TrialProtocol protocol, CancellationToken cancellation)
    {
        var checklist = (await checklists.OfAsync([participant.ParticipantId], cancellation)).Single();
        var waived = checklist.Waivers.Select(waiver => waiver.Criterion).ToHashSet(StringComparer.Ordinal);
        var signature = checklist.SignatureOf(participant.PublicId);
        return new EligibilityState(
            protocol.Eligibility.Select(each => new AnsweredCriterion(
                each.Code, each.Label, each.Required, checklist.Answers.GetValueOrDefault(each.Code), waived.Contains(each.Code))).ToList(),
            protocol.Randomisation.EligibilitySigned,
            signature?.SignerName,
            signature?.SignedAt);
    }

    private async Task<List<VisitOfTimeline>> TimelineAsync(
        Participant participant, TrialProtocol protocol, bool showsArm, IReadOnlyList<Administration.Role> roles, CancellationToken cancellation)
    {
        if (await schedules.FindAsync(participant.ParticipantId, cancellation) is not { } followed)
        {
            return [];
        }

        var planned = FormSchedule.On(clock.Today(), protocol, followed, showsArm).ToLookup(form => form.VisitCode, StringComparer.Ordinal);
        var timeline = new List<VisitOfTimeline>();
        foreach (var visit in followed.Visits)
        {
            var inProtocol = protocol.FindVisit(visit.Code);
            var mayHaveLinks = inProtocol is { RevealsArm: false } && participant.EndedOn is null;
            var forms = planned[visit.Code].Select(form => ToForm(protocol.FindForm(form.FormCode)!, form, visit, roles, mayHaveLinks)).ToList();
            foreach (var code in visit.CompletedOn.Keys.Where(code => protocol.FindVisit(visit.Code)?.Holds(code) != true))
            {
                if (await protocols.FindAsync(participant.TrialId, protocol.Version, new FormAt(visit.Code, code), cancellation) is { } taken && (showsArm || !taken.RevealsArm))
                {
                    forms.Add(new FormAtVisit(
                        code, taken.Form.Label, Required: false, FormStatus.Complete, DaysOverdue: 0, visit.CompletedOn[code], MayFill: false, IsTakenOut: true));
                }
            }

            if (inProtocol is { RevealsArm: true } && !showsArm)
            {
                continue;
            }

            var isPlanned = protocol.Visits.Any(each => string.Equals(each.Code, visit.Code, StringComparison.Ordinal));
            timeline.Add(new VisitOfTimeline(
                visit.Code, inProtocol?.Label ?? visit.Code, visit.TargetOn, visit.OpensOn, visit.ClosesOn, isPlanned, isPlanned && inProtocol is { IsBeforeRandomisation: true }, forms));
        }

        return timeline;
    }

    private static FormAtVisit ToForm(FormDefinition form, ScheduledForm scheduled, VisitToFill visit, IReadOnlyList<Administration.Role> roles, bool mayHaveLinks) => new(
        form.Code,
        form.Label,
        scheduled.Required,
        scheduled.Status,
        scheduled.DaysOverdue,
        visit.CompletedOn.GetValueOrDefault(form.Code),
        form.FilledBy.Any(roles.Contains),
        IsTakenOut: false)
    {
        MayComeByLink = mayHaveLinks && scheduled.Status is not FormStatus.Complete && form.IsAnsweredByParticipant
            && roles.Any(role => form.FilledBy.Contains(role) && Administration.RoleTable.Allows(role, Permission.SaveForm)),
    };
}
