using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Oversight;

/// <summary>
/// Lists the visits that are still to come, for a calendar. What is put into one is read by whoever sees that calendar: nothing that reveals an arm
/// is in it, whoever asks.
/// </summary>
/// <param name="ParticipantId">One participant; null for all in reach.</param>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ListVisitsToCome(string TrialCode, Guid? ParticipantId = null);

/// <param name="OpensOn">Null, like its end, of a visit without a window.</param>
public sealed record VisitToCome(
    Guid ParticipantId, string Number, string Site, string VisitCode, string VisitLabel, DateOnly TargetOn, DateOnly? OpensOn, DateOnly? ClosesOn);

/// <param name="Visits">By target day.</param>
public sealed record ListedVisitsToCome(DateOnly On, IReadOnlyList<VisitToCome> Visits);

public sealed class ListVisitsToComeHandler(
    TrialAccess access, ParticipantAccess participantAccess, ITrials trials, IParticipants participants, ISchedules schedules, TimeProvider clock)
    : IUseCase<ListVisitsToCome, ListedVisitsToCome>
{
    public async Task<Outcome<ListedVisitsToCome>> HandleAsync(ListVisitsToCome request, CancellationToken cancellation)
    {
        var today = clock.Today();
        if (request.ParticipantId is { } one)
        {
            var found = await participantAccess.FindAsync(request.TrialCode, one, Permission.ReadParticipants, cancellation);
            if (found.IsRefused)
            {
                return found.Refusal!;
            }

            var (participant, _, protocol) = found.Value;
            var followed = await schedules.FindAsync(participant.ParticipantId, cancellation);
            return new ListedVisitsToCome(today, followed is null ? [] : ToCome(today, protocol, followed, one).ToList());
        }

        var reached = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (reached.IsRefused)
        {
            return reached.Refusal!;
        }

        var (trial, scope) = reached.Value;
        var ids = (await participants.ListAsync(scope, cancellation)).ToDictionary(participant => participant.Number, participant => participant.PublicId, StringComparer.Ordinal);
        var visits = new List<VisitToCome>();
        foreach (var followed in await schedules.ReadAsync(scope, cancellation))
        {
            var protocol = await trials.ProtocolAsync(trial.TrialId, followed.ProtocolVersion, cancellation);
            visits.AddRange(ToCome(today, protocol, followed, ids[followed.Number]));
        }

        return new ListedVisitsToCome(today, visits.OrderBy(visit => visit.TargetOn).ThenBy(visit => visit.Number, StringComparer.Ordinal).ToList());
    }

    // Those whose window has not closed and of which something that is required, or anything where nothing is, is still to be filled in.
    private static IEnumerable<VisitToCome> ToCome(DateOnly today, TrialProtocol protocol, ParticipantToFollow followed, Guid participantId)
    {
        if (followed.EndedOn is not null)
        {
            return [];
        }

        var forms = FormSchedule.On(today, protocol, followed, showsArm: false).ToLookup(form => form.VisitCode, StringComparer.Ordinal);
        return from visit in followed.Visits
               let planned = protocol.FindVisit(visit.Code)
               where planned is { RevealsArm: false } && visit.TargetOn is not null && today <= (visit.ClosesOn ?? visit.TargetOn)
               let owed = forms[visit.Code].Any(form => form.Required) ? forms[visit.Code].Where(form => form.Required) : forms[visit.Code]
               where owed.Any(form => form.Status != FormStatus.Complete)
               orderby visit.TargetOn
               select new VisitToCome(
                   participantId, followed.Number, followed.Site, visit.Code, planned.Label, visit.TargetOn!.Value, visit.OpensOn, visit.ClosesOn);
    }
}
