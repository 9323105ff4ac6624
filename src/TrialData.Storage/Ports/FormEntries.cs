using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class FormEntries(StoreSession session) : IFormEntries
{
    private static readonly SqlFile CountEntryRounds = SqlFile.Named("capture/CountEntryRounds");
    private static readonly SqlFile EntriesOfForm = SqlFile.Named("capture/EntriesOfForm");
    private static readonly SqlFile EntriesMade = SqlFile.Named("capture/EntriesMade");
    private static readonly SqlFile AddFormEntry = SqlFile.Named("capture/AddFormEntry");
    private static readonly SqlFile AddEntryRemoval = SqlFile.Named("capture/AddEntryRemoval");

    public async Task<EntryRound> CurrentAsync(FormPlace place, CancellationToken cancellation)
    {
        var number = await session.SingleOrDefaultAsync<int>(CountEntryRounds, new { place.VisitId, place.Code }, cancellation) + 1;
        var rows = await session.QueryAsync<EntryRow>(EntriesOfForm, new { place.VisitId, place.Code, Round = number }, cancellation);
        return new EntryRound(
            number,
            rows.Select(row => new FormEntry(row.Turn, row.AccountId, row.CompletedOn, TypedForms.AnswersIn(row.Answers), row.EnteredAt)).ToList());
    }

    public async Task<IReadOnlyList<EntryMade>> MadeAsync(FormPlace place, int round, CancellationToken cancellation) =>
        await session.QueryAsync<EntryMade>(EntriesMade, new { place.VisitId, place.Code, Round = round }, cancellation);

    public async Task<bool> AddAsync(FormPlace place, int round, FormEntry entry, bool revealsArm, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(revealsArm, cancellation);
        var row = new
        {
            FormEntryId = id,
            place.ParticipantId,
            place.VisitId,
            place.Code,
            Round = round,
            entry.Turn,
            entry.AccountId,
            entry.CompletedOn,
            Answers = TypedForms.TextOf(entry.Content),
            entry.EnteredAt,
        };
        return await AddAsync(VouchedRecords.FormEntry, id, AddFormEntry, row, revealsArm, cancellation);
    }

    public async Task<bool> RemoveAsync(FormPlace place, int round, RemovedEntries removed, bool revealsArm, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(revealsArm, cancellation);
        var row = new
        {
            EntryRemovalId = id,
            place.ParticipantId,
            place.VisitId,
            place.Code,
            Round = round,
            removed.Reason,
            removed.RemovedAt,
            removed.AccountId,
        };
        return await AddAsync(VouchedRecords.EntryRemoval, id, AddEntryRemoval, row, revealsArm, cancellation);
    }

    private async Task<bool> AddAsync(RecordKind kind, long id, SqlFile add, object row, bool revealsArm, CancellationToken cancellation)
    {
        try
        {
            await session.ExecuteAsync(add, row, cancellation);
        }
        catch (Exception fault) when (session.IsDuplicate(fault))
        {
            return false;
        }

        session.Touched.Add(kind, id, revealsArm);
        return true;
    }

    private sealed record EntryRow(int Turn, long AccountId, DateOnly CompletedOn, string Answers, DateTimeOffset EnteredAt);
}
