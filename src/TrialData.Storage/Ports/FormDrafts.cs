using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class FormDrafts(StoreSession session) : IFormDrafts
{
    private static readonly SqlFile FindDraftAtVisit = SqlFile.Named("capture/FindDraftAtVisit");
    private static readonly SqlFile FindDraftInLog = SqlFile.Named("capture/FindDraftInLog");
    private static readonly SqlFile ReplaceDraftAtVisit = SqlFile.Named("capture/ReplaceDraftAtVisit");
    private static readonly SqlFile ReplaceDraftInLog = SqlFile.Named("capture/ReplaceDraftInLog");
    private static readonly SqlFile DropDraftAtVisit = SqlFile.Named("capture/DropDraftAtVisit");
    private static readonly SqlFile DropDraftInLog = SqlFile.Named("capture/DropDraftInLog");
    private static readonly SqlFile AddDraft = SqlFile.Named("capture/AddDraft");
    private static readonly SqlFile DraftsInTrial = SqlFile.Named("capture/DraftsInTrial");
    private static readonly SqlFile DraftsAtSites = SqlFile.Named("capture/DraftsAtSites");

    public async Task<FormDraft?> FindAsync(long accountId, FormPlace place, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<DraftRow>(
            place.VisitId is null ? FindDraftInLog : FindDraftAtVisit, Key(accountId, place), cancellation);
        return row is null ? null : new FormDraft(TypedForms.DraftIn(row.Content), row.BaseVersion, row.SavedAt);
    }

    public async Task<IReadOnlyList<DraftOfAccount>> OfAsync(long accountId, SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ListedRow>(
            scope.AllSites ? DraftsInTrial : DraftsAtSites, new { AccountId = accountId, scope.TrialId, scope.SiteIds }, cancellation);
        return rows.Select(row => new DraftOfAccount(
            row.PublicId, row.Number, row.SiteId, row.ProtocolVersion, row.VisitCode, row.FormCode, row.Instance, row.BaseVersion, row.SavedAt)).ToList();
    }

    public async Task KeepAsync(long accountId, FormPlace place, FormDraft draft, bool revealsArm, CancellationToken cancellation)
    {
        if (await ReplaceAsync(accountId, place, draft, cancellation))
        {
            return;
        }

        var row = new
        {
            FormDraftId = await session.NextIdAsync(revealsArm, cancellation),
            AccountId = accountId,
            place.ParticipantId,
            place.VisitId,
            place.Code,
            place.Instance,
            draft.BaseVersion,
            Content = TypedForms.TextOf(draft.Content),
            draft.SavedAt,
        };
        try
        {
            await session.ExecuteAsync(AddDraft, row, cancellation);
        }
        catch (Exception fault) when (session.IsDuplicate(fault))
        {
            // Another window of the same account kept its draft at the same moment.
            await ReplaceAsync(accountId, place, draft, cancellation);
        }
    }

    public async Task<bool> DropAsync(long accountId, FormPlace place, CancellationToken cancellation) =>
        await session.ExecuteAsync(place.VisitId is null ? DropDraftInLog : DropDraftAtVisit, Key(accountId, place), cancellation) > 0;

    private async Task<bool> ReplaceAsync(long accountId, FormPlace place, FormDraft draft, CancellationToken cancellation)
    {
        var row = new
        {
            AccountId = accountId,
            place.ParticipantId,
            place.VisitId,
            place.Code,
            place.Instance,
            draft.BaseVersion,
            Content = TypedForms.TextOf(draft.Content),
            draft.SavedAt,
        };
        return await session.ExecuteAsync(place.VisitId is null ? ReplaceDraftInLog : ReplaceDraftAtVisit, row, cancellation) > 0;
    }

    private static object Key(long accountId, FormPlace place) =>
        new { AccountId = accountId, place.ParticipantId, place.VisitId, place.Code, place.Instance };

    private sealed record DraftRow(string Content, int BaseVersion, DateTimeOffset SavedAt);

    private sealed record ListedRow(
        Guid PublicId,
        string Number,
        long SiteId,
        int ProtocolVersion,
        string? VisitCode,
        string FormCode,
        int Instance,
        int BaseVersion,
        DateTimeOffset SavedAt);
}
