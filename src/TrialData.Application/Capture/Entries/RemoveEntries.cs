using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Entries;

/// <summary>
/// Takes the entries of a paper form of which no form came yet out of every reading, such as those typed under the wrong participant.
/// They stay in the history, and the form can be entered anew. A form that did come of them is made void instead.
/// </summary>
[Requires(Permission.SaveForm)]
public sealed record RemoveEntries(string TrialCode, Guid ParticipantId, string VisitCode, string FormCode, string Reason);

public sealed class RemoveEntriesValidator : AbstractValidator<RemoveEntries>
{
    public RemoveEntriesValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record EntriesRemoved(string FormCode, int Entries);

public sealed class RemoveEntriesHandler(
    FormFinder finder, IFormEntries entries, IForms forms, RequestContext context, AuditNote note, TimeProvider clock) : IUseCase<RemoveEntries, EntriesRemoved>
{
    public async Task<Outcome<EntriesRemoved>> HandleAsync(RemoveEntries request, CancellationToken cancellation)
    {
        var found = await finder.FindToSaveAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (place, code) = (found.Value.Place, found.Value.Form.Code);
        var round = await entries.CurrentAsync(place, cancellation);
        if (round.Entries.Count == 0)
        {
            return new NoEntries(code);
        }

        if (await forms.FindAsync(place, cancellation) is not null)
        {
            return new EntriesSaved(code);
        }

        var removed = new RemovedEntries(request.Reason, context.Actor.AccountId!.Value, clock.GetUtcNow());
        if (!await entries.RemoveAsync(place, round.Number, removed, found.Value.RevealsArm, cancellation))
        {
            return new NoEntries(code);
        }

        note.Changed("entries", AuditHash.Text(round.Entries.Count), newValue: null, request.Reason);
        return new EntriesRemoved(code, round.Entries.Count);
    }
}
