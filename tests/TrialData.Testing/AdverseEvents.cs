using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Testing;

/// <summary>Entries of a participant's safety log, put in by the port with the event that vouches for them.</summary>
public static class AdverseEvents
{
    public const string Log = "adverse-event";

    /// <summary>A serious, related and unexpected event, unless answers say otherwise.</summary>
    public static async Task AddAdverseEventAsync(
        this TrialHost host, Guid participantId, int entry = 1, params (string Item, string Answer)[] answers)
    {
        await using var scope = host.NewScope();
        var port = scope.ServiceProvider;
        var unit = port.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(CancellationToken.None);
        var trial = (await port.GetRequiredService<ITrials>().FindAsync(host.TrialCode, CancellationToken.None))!;
        var participant = (await port.GetRequiredService<IParticipants>().FindAsync(
            participantId, SiteScope.WholeTrial(trial.TrialId), CancellationToken.None))!;
        var now = host.Clock.GetUtcNow();
        var day = DateOnly.FromDateTime(now.Date);
        Dictionary<string, AnswerChange> changes = new(StringComparer.Ordinal)
        {
            [SafetyItems.Seriousness] = new("hospitalisation"),
            [SafetyItems.Causality] = new("possible"),
            [SafetyItems.Expected] = new("no"),
            [SafetyItems.KnownOn] = new(AuditHash.Text(day)),
        };
        foreach (var (item, answer) in answers)
        {
            changes[item] = new AnswerChange(answer);
        }

        var account = host.Actor("founder");
        var save = new FormSave(
            FormId: null, new FormPlace(participant.ParticipantId, VisitId: null, Log, entry), "adverse-event-log", InstrumentVersion: 1, Version: 1,
            day, Mode: null, changes, [], Reason: null, account.AccountId!.Value, now, RevealsArm: false);
        var evidence = save.EvidenceOf((await port.GetRequiredService<IForms>().SaveAsync(save, CancellationToken.None))!.Value);
        var saved = new AuditEvent(
            AuditChain.Of(trial.TrialId, participant.SiteId), now, Guid.Empty, account.AccountId, account.Name, Role: null, nameof(AdverseEvents), "done",
            trial.TrialId, participant.SiteId, participant.Number, "answers", Evidence: evidence.Name, Digest: evidence.Digest);
        await port.GetRequiredService<IAuditLog>().AppendAsync([saved], CancellationToken.None);
        await unit.CommitAsync(CancellationToken.None);
    }
}
