using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Drafts;

/// <summary>The account's own drafts in a trial, of forms that it may still fill in.</summary>
[Requires(Permission.SaveForm), Reading]
public sealed record ListDrafts(string TrialCode);

public sealed record ListedDrafts(IReadOnlyList<DraftOfAccount> Drafts);

public sealed class ListDraftsHandler(TrialAccess access, FormsOfProtocol protocols, IFormDrafts drafts, RequestContext context) : IUseCase<ListDrafts, ListedDrafts>
{
    public async Task<Outcome<ListedDrafts>> HandleAsync(ListDrafts request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.SaveForm, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var own = new List<DraftOfAccount>();
        foreach (var draft in await drafts.OfAsync(context.Actor.AccountId!.Value, scope, cancellation))
        {
            // A role that was lost takes its drafts out of sight: that one is there can tell an arm.
            var at = new FormAt(draft.VisitCode, draft.FormCode, draft.Instance);
            if (await protocols.FindAsync(trial.TrialId, draft.ProtocolVersion, at, cancellation) is { Form: var form } && context.RolesAt(trial.TrialId, draft.SiteId).Any(form.FilledBy.Contains))
            {
                own.Add(draft);
            }
        }

        return new ListedDrafts(own);
    }
}
