using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Drafts;

/// <summary>Throws the account's own draft of a form away.</summary>
[Requires(Permission.SaveForm)]
public sealed record DropDraft(string TrialCode, Guid ParticipantId, string? VisitCode, string FormCode)
{
    /// <summary>As in <see cref="FormAt"/>; <see cref="FormAt.NewEntry"/> for an entry of a log that has no number yet.</summary>
    public int Instance { get; init; } = 1;
}

public sealed record DroppedDraft(string FormCode);

public sealed class DropDraftHandler(FormFinder finder, IFormDrafts drafts, RequestContext context) : IUseCase<DropDraft, DroppedDraft>
{
    public async Task<Outcome<DroppedDraft>> HandleAsync(DropDraft request, CancellationToken cancellation)
    {
        var found = await finder.FindToTypeAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode, request.Instance), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        return await drafts.DropAsync(context.Actor.AccountId!.Value, found.Value.Place, cancellation)
            ? new DroppedDraft(request.FormCode)
            : new NoSuchDraft(request.FormCode);
    }
}
