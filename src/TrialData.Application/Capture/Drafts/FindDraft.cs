using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Drafts;

/// <summary>What the account was typing in a form, and what others saved there since.</summary>
[Requires(Permission.SaveForm), Reading]
public sealed record FindDraft(string TrialCode, Guid ParticipantId, string? VisitCode, string FormCode)
{
    /// <summary>As in <see cref="FormAt"/>; <see cref="FormAt.NewEntry"/> for an entry of a log that has no number yet.</summary>
    public int Instance { get; init; } = 1;
}

/// <param name="CurrentVersion">The version saved last; above the draft's own where somebody saved meanwhile.</param>
/// <param name="SavedMeanwhile">Items that were saved since the typing began, by whom and when.</param>
public sealed record FoundDraft(FormDraft Draft, int CurrentVersion, IReadOnlyList<ChangedItem> SavedMeanwhile)
{
    public bool IsBehind => CurrentVersion > Draft.BaseVersion;
}

public sealed record NoSuchDraft(string FormCode)
    : Refusal("draft.not-found", $"You have no draft of the form {FormCode}.");

public sealed class FindDraftHandler(
    FormFinder finder, IForms forms, IFormDrafts drafts, IFormChanges changes, RequestContext context) : IUseCase<FindDraft, FoundDraft>
{
    public async Task<Outcome<FoundDraft>> HandleAsync(FindDraft request, CancellationToken cancellation)
    {
        var found = await finder.FindToTypeAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode, request.Instance), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var place = found.Value.Place;
        if (await drafts.FindAsync(context.Actor.AccountId!.Value, place, cancellation) is not { } draft)
        {
            return new NoSuchDraft(request.FormCode);
        }

        return await forms.FindAsync(place, cancellation) is { } saved
            ? new FoundDraft(draft, saved.Version, await changes.SinceAsync(saved.FormId, draft.BaseVersion, cancellation))
            : new FoundDraft(draft, CurrentVersion: 0, []);
    }
}
