using System.Data;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Storage.Records;

/// <summary>Gathers the rows that events vouch for by name, of which somebody may have written any cell anew.</summary>
internal sealed class EvidenceRows
{
    private readonly Dictionary<string, string> digests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> unreadable = new(StringComparer.Ordinal);
    private readonly List<AnswerRow> rows = [];
    private string? form;
    private (long Id, int Version) key;
    private string? faults;

    public StoredEvidence Stored => new(digests, unreadable);

    /// <summary>Answers come form after form, version after version.</summary>
    /// <param name="holdsMissing">Whether the rows say why there is no answer.</param>
    public void TakeAnswer(IDataRecord row, bool holdsMissing)
    {
        var cells = new Cells(row);
        var name = $"{Evidence.FormPrefix}{cells.Shown("FormId")}:{cells.Shown("FormVersion")}";
        if (!string.Equals(name, form, StringComparison.Ordinal))
        {
            EndForm();
            form = name;
        }

        key = (cells.Number("FormId"), unchecked((int)cells.Number("FormVersion")));
        var missing = holdsMissing ? cells.TextOrNull("Missing") : null;
        rows.Add(new AnswerRow(
            cells.Text("Item"), cells.TextOrNull("Value"), missing, cells.TextOrNull("Reason"), cells.Number("AccountId"), cells.Instant("SavedAt")));
        faults ??= cells.Unreadable;
    }

    public void EndForm()
    {
        if (form is not null)
        {
            Add(form, faults is null ? Evidence.OfForm(key.Id, key.Version, rows) : null);
        }

        (form, faults) = (null, null);
        rows.Clear();
    }

    public void TakeAllocation(IDataRecord row)
    {
        var cells = new Cells(row);
        var read = new AllocationRow(
            cells.Number("ParticipantId"), cells.Text("Arm"), cells.Text("Origin"), cells.NumberOrNull("SchemeId"), cells.TextOrNull("Stratum"),
            cells.NumberOrNull("SequenceInStratum"), cells.DayOrNull("AllocatedOn"), cells.Instant("RecordedAt"), cells.Number("AccountId"));
        faults = cells.Unreadable;
        Add(Evidence.AllocationPrefix + cells.Shown("ParticipantId"), faults is null ? Evidence.OfAllocation(read) : null);
        faults = null;
    }

    private void Add(string name, Evidence? read)
    {
        if (read is null)
        {
            unreadable[name] = faults!;
        }
        else if (!digests.TryAdd(name, read.Digest))
        {
            unreadable[name] = "they are there twice";
        }
    }
}
