using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class FormEntries(StoreSession session) : IFormEntries
{
    private static readonly SqlFile EntriesOfForm = SqlFile.Named("capture/EntriesOfForm");
    private static readonly SqlFile AddFormEntry = SqlFile.Named("capture/AddFormEntry");

    public async Task<IReadOnlyList<FormEntry>> OfAsync(FormPlace place, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<EntryRow>(EntriesOfForm, new { place.VisitId, place.Code }, cancellation);
        return rows.Select(row => new FormEntry(row.Turn, row.AccountId, row.CompletedOn, TypedForms.AnswersIn(row.Answers), row.EnteredAt)).ToList();
    }

    public async Task<bool> AddAsync(FormPlace place, FormEntry entry, bool revealsArm, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(revealsArm, cancellation);
        var row = new
        {
            FormEntryId = id,
            place.ParticipantId,
            place.VisitId,
            place.Code,
            entry.Turn,
            entry.AccountId,
            entry.CompletedOn,
            Answers = TypedForms.TextOf(entry.Content),
            entry.EnteredAt,
        };
        try
        {
            await session.ExecuteAsync(AddFormEntry, row, cancellation);
        }
        catch (Exception fault) when (session.IsDuplicate(fault))
        {
            return false;
        }

        session.Touched.Add(VouchedRecords.FormEntry, id, revealsArm);
        return true;
    }

    private sealed record EntryRow(int Turn, long AccountId, DateOnly CompletedOn, string Answers, DateTimeOffset EnteredAt);
}
