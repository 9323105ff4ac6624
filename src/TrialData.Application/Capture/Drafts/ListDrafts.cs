using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Drafts;

/// <summary>The account's own drafts in a trial, of forms that it may still fill in.</summary>
[Requires(Permission.SaveForm), Reading]
public sealed record ListDrafts(string TrialCode);

public sealed record ListedDrafts(IReadOnlyList<DraftOfAccount> Drafts);

public sealed class ListDraftsHandler(TrialAccess access, OwnDrafts own) : IUseCase<ListDrafts, ListedDrafts>
{
    public async Task<Outcome<ListedDrafts>> HandleAsync(ListDrafts request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.SaveForm, cancellation);
        return found.IsRefused
            ? found.Refusal!
            : new ListedDrafts((await own.InAsync(found.Value.Trial.TrialId, cancellation)).Select(each => each.Draft).ToList());
    }
}
