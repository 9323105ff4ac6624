using TrialData.Application.Administration;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>Lists what is due, overdue, missed and done, on any day, of the participants the actor may read.</summary>
/// <param name="Number">One participant; null for all.</param>
/// <param name="SiteCode">One site; null for all in reach.</param>
/// <param name="AsOf">Null for today at the sites.</param>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ListSchedule(string TrialCode, string? Number = null, string? SiteCode = null, DateOnly? AsOf = null);

public sealed record ListedSchedule(DateOnly AsOf, IReadOnlyList<ScheduledForm> Forms);

public interface ISchedules
{
    /// <summary>Participants with visits that were not cancelled.</summary>
    Task<IReadOnlyList<ParticipantToFollow>> ReadAsync(SiteScope scope, CancellationToken cancellation);

    /// <summary>One participant; null before the first visit.</summary>
    Task<ParticipantToFollow?> FindAsync(long participantId, CancellationToken cancellation);
}

public sealed class ListScheduleHandler(
    TrialAccess access, ITrials trials, FormsOfProtocol protocols, ISchedules schedules, RequestContext context, TimeProvider clock) : IUseCase<ListSchedule, ListedSchedule>
{
    public async Task<Outcome<ListedSchedule>> HandleAsync(ListSchedule request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        if (request.SiteCode is { } code)
        {
            var located = await access.FindSiteAsync(scope, code, cancellation);
            if (located.IsRefused)
            {
                return located.Refusal!;
            }

            scope = SiteScope.Only(trial.TrialId, [located.Value.SiteId]);
        }

        var participants = await schedules.ReadAsync(scope, cancellation);
        if (request.Number is { } number)
        {
            participants = participants.Where(p => string.Equals(p.Number, number, StringComparison.Ordinal)).ToList();
            if (participants.Count == 0)
            {
                return new NoSuchParticipant();
            }
        }

        var day = request.AsOf ?? clock.Today();
        var forms = new List<ScheduledForm>();
        foreach (var participant in participants)
        {
            var protocol = await trials.ProtocolAsync(trial.TrialId, participant.ProtocolVersion, cancellation);
            var showsArm = ShowsArm(trial.TrialId, participant.SiteId);
            forms.AddRange(FormSchedule.On(day, protocol, participant, showsArm));
            foreach (var visit in participant.Visits)
            {
                forms.AddRange(await TakenOutAsync(trial.TrialId, day, protocol, participant, visit, showsArm, cancellation));
            }
        }

        return new ListedSchedule(day, forms);
    }

    /// <summary>What was filled in before an amendment took it out of the protocol: it is complete, and nothing of it is due.</summary>
    private async Task<List<ScheduledForm>> TakenOutAsync(
        long trialId, DateOnly day, TrialProtocol protocol, ParticipantToFollow participant, VisitToFill visit, bool showsArm, CancellationToken cancellation)
    {
        var forms = new List<ScheduledForm>();
        foreach (var (code, completedOn) in visit.CompletedOn.Where(form => protocol.FindVisit(visit.Code)?.Holds(form.Key) != true))
        {
            var planned = await protocols.FindAsync(trialId, protocol.Version, new FormAt(visit.Code, code), cancellation);
            if (planned is not null && (showsArm || !planned.RevealsArm) && (completedOn is null || completedOn <= day))
            {
                forms.Add(new ScheduledForm(
                    participant.Number, participant.Site, visit.Code, code, Required: false, FormStatus.Complete, visit.TargetOn, visit.ClosesOn, DaysOverdue: 0, IsTakenOut: true));
            }
        }

        return forms;
    }

    private bool ShowsArm(long trialId, long siteId) => context.ScopeOf(Permission.ReadWhatRevealsArm, trialId).Covers(siteId);
}
