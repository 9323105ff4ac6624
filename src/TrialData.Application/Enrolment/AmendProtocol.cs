using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>Gives a trial the next version of its protocol and moves everybody whose participation goes on to it, at once.</summary>
[Requires(Permission.AmendProtocol)]
public sealed record AmendProtocol(string ProtocolJson);

/// <summary>Visits that reveal the arm are not counted: how many there are tells how many are in an arm.</summary>
public sealed record AmendedProtocol(
    string TrialCode, int Version, string Sha256, int Participants, int VisitsAdded, int VisitsMoved, int VisitsCancelled, ProtocolDifference Difference);

public sealed class AmendProtocolHandler(
    AmendmentAccess access, ITrials trials, IParticipants participants, IAmendments amendments, AuditNote note, TimeProvider clock)
    : IUseCase<AmendProtocol, AmendedProtocol>
{
    public async Task<Outcome<AmendedProtocol>> HandleAsync(AmendProtocol request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.ProtocolJson, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, current, next) = found.Value;
        await trials.AmendAsync(trial.TrialId, new NewTrial(next, clock.GetUtcNow()), cancellation);
        var replanned = new List<Replanning>();
        var standing = await amendments.VisitsAsync(trial.TrialId, cancellation);
        foreach (var participant in await amendments.ParticipantsAsync(trial.TrialId, cancellation))
        {
            var replanning = Replanning.Of(current, next, participant, [.. standing[participant.ParticipantId]]);
            note.On(trial.TrialId, participant.SiteId, participant.Number);
            await MoveAsync(participant, replanning, next.Version, cancellation);
            replanned.Add(replanning);
        }

        note.On(trial.TrialId, subject: trial.Code);
        note.Changed("protocolVersion", AuditHash.Text(current.Version), AuditHash.Text(next.Version));
        note.Changed("protocolSha256", current.Sha256, next.Sha256);
        return new AmendedProtocol(
            trial.Code,
            next.Version,
            next.Sha256,
            replanned.Count,
            replanned.Sum(r => r.Added.Count(v => !v.RevealsArm)),
            replanned.Sum(r => r.Moved.Count(v => !v.Will.RevealsArm)),
            replanned.Sum(r => r.Cancelled.Count(v => !v.RevealsArm)),
            ProtocolDifference.Between(current, next));
    }

    private async Task MoveAsync(ParticipantToMove participant, Replanning replanning, int version, CancellationToken cancellation)
    {
        await amendments.MoveToVersionAsync(participant.ParticipantId, version, cancellation);
        note.Changed("protocolVersion", AuditHash.Text(participant.ProtocolVersion), AuditHash.Text(version));
        await participants.AddVisitsAsync(participant.ParticipantId, replanning.Added, cancellation);
        foreach (var visit in replanning.Added)
        {
            note.Changed($"{visit.Code}.targetOn", oldValue: null, AuditHash.Text(visit.TargetOn), tellsArm: visit.RevealsArm);
        }

        foreach (var (was, will) in replanning.Moved)
        {
            await amendments.MoveVisitAsync(was.VisitId, will, cancellation);
            NoteIfChanged($"{will.Code}.targetOn", was.TargetOn, will.TargetOn, will.RevealsArm);
            NoteIfChanged($"{will.Code}.opensOn", was.OpensOn, will.OpensOn, will.RevealsArm);
            NoteIfChanged($"{will.Code}.closesOn", was.ClosesOn, will.ClosesOn, will.RevealsArm);
            if (was.IsCancelled)
            {
                note.Changed($"{will.Code}.cancelled", "yes", newValue: null, tellsArm: will.RevealsArm);
            }
        }

        foreach (var (visit, revealsArm) in replanning.Cancelled)
        {
            await amendments.CancelVisitAsync(visit.VisitId, clock.GetUtcNow(), revealsArm, cancellation);
            note.Changed($"{visit.Code}.cancelled", oldValue: null, "yes", tellsArm: revealsArm);
        }
    }

    private void NoteIfChanged(string field, DateOnly? was, DateOnly? will, bool tellsArm)
    {
        if (was != will)
        {
            note.Changed(field, AuditHash.Text(was), AuditHash.Text(will), tellsArm: tellsArm);
        }
    }
}
