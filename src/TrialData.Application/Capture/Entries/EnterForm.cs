using FluentValidation;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;

using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Entries;

/// <summary>Enters a paper form of one visit for the first time, or for the second by somebody else, who sees nothing of the first.</summary>
/// <param name="IdentifierReason">Why a free text that looks like it holds a direct identifier is entered all the same.</param>
[Requires(Permission.SaveForm)]
public sealed record EnterForm(
    string TrialCode,
    Guid ParticipantId,
    string VisitCode,
    string FormCode,
    DateOnly CompletedOn,
    IReadOnlyDictionary<string, string> Answers,
    string? IdentifierReason = null)
{
    /// <summary>Why items that were asked have no answer.</summary>
    public IReadOnlyDictionary<string, Missing>? Missing { get; init; }
}

public sealed class EnterFormValidator : AbstractValidator<EnterForm>
{
    public EnterFormValidator() => RuleFor(r => r.IdentifierReason).IsReasonIfAny();
}

/// <param name="Differing">Items that the other entry has otherwise; not how.</param>
/// <param name="Saved">Null while a second entry, or somebody to settle the two, is needed.</param>
public sealed record EnteredForm(string FormCode, int Turn, IReadOnlyList<string> Differing, FormSaved? Saved);

public sealed class EnterFormHandler(
    FormFinder finder, EntryDesk desk, IFormDrafts drafts, RequestContext context, AuditNote note) : IUseCase<EnterForm, EnteredForm>
{
    public async Task<Outcome<EnteredForm>> HandleAsync(EnterForm request, CancellationToken cancellation)
    {
        var found = await finder.FindToSaveAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var account = context.Actor.AccountId!.Value;
        var typed = new FormAnswers(request.Answers, request.Missing ?? FilledForm.NoneMissing);
        var taken = await desk.TakeAsync(found.Value, account, request.CompletedOn, typed, request.IdentifierReason, cancellation);
        if (taken.IsRefused)
        {
            return taken.Refusal!;
        }

        var (entry, comparison, saved) = taken.Value;
        note.Changed("entry", oldValue: null, AuditHash.Text(entry.Turn));
        await drafts.DropAsync(account, found.Value.Place, cancellation);
        return new EnteredForm(request.FormCode, entry.Turn, comparison?.Items.Select(item => item.Item).ToList() ?? [], saved);
    }
}
