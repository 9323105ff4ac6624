using System.Data;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Storage.Records;

/// <summary>Reads an audit event of which somebody may have written any cell anew.</summary>
internal static class EventRow
{
    private const string Instant = "OccurredAt";

    /// <param name="before">Stands for an instant that cannot be read: that of the event before.</param>
    public static StoredEvent Read(IDataRecord row, bool holdsRecords, DateTimeOffset before)
    {
        var cells = new Cells(row);

        // No hash is over this one: that it is an id of the house is all that can be asked.
        cells.CheckRowId("AuditEventId");
        var sequence = cells.Number("Sequence");
        var at = cells.Instant(Instant);
        var read = new AuditEvent(
            new AuditChain(cells.Shown("Chain")),
            at == default ? before : at,
            cells.Id("CorrelationId"),
            cells.NumberOrNull("AccountId"),
            cells.Text("ActorName"),
            cells.TextOrNull("ActorRole"),
            cells.Text("UseCase"),
            cells.Text("Result"),
            cells.NumberOrNull("TrialId"),
            cells.NumberOrNull("SiteId"),
            cells.TextOrNull("Subject"),
            cells.TextOrNull("Field"),
            cells.TextOrNull("OldValue"),
            cells.TextOrNull("NewValue"),
            cells.TextOrNull("Reason"),
            cells.TextOrNull("Evidence"),
            cells.TextOrNull("Digest"),
            holdsRecords ? cells.TextOrNull("Records") : null);
        var hash = cells.Text("Hash");
        return new StoredEvent(sequence, read, hash) { Unreadable = cells.Unreadable };
    }
}
