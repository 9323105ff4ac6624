using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Drafts;

/// <param name="Form">As the participant's protocol defines it.</param>
public sealed record OwnDraft(DraftOfAccount Draft, FormDefinition Form);

/// <summary>What the account that asks was typing, of forms that it may still fill in.</summary>
public sealed class OwnDrafts(FormsOfProtocol protocols, IFormDrafts drafts, RequestContext context)
{
    public async Task<IReadOnlyList<OwnDraft>> InAsync(long trialId, CancellationToken cancellation)
    {
        var own = new List<OwnDraft>();
        foreach (var draft in await drafts.OfAsync(context.Actor.AccountId!.Value, context.ScopeOf(Permission.SaveForm, trialId), cancellation))
        {
            // A role that was lost takes its drafts out of sight: that one is there can tell an arm.
            var at = new FormAt(draft.VisitCode, draft.FormCode, draft.Instance);
            if (await protocols.FindAsync(trialId, draft.ProtocolVersion, at, cancellation) is { Form: var form } && context.RolesAt(trialId, draft.SiteId).Any(form.FilledBy.Contains))
            {
                own.Add(new OwnDraft(draft, form));
            }
        }

        return own;
    }
}
