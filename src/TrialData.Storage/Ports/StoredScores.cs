using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using TrialData.Application.Capture.Rescoring;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class StoredScores(StoreSession session) : IStoredScores
{
    private static readonly SqlFile ScoredRowsInTrial = SqlFile.Named("capture/ScoredRowsInTrial");
    private static readonly SqlFile ScoredRowsAtSites = SqlFile.Named("capture/ScoredRowsAtSites");
    private static readonly SqlFile ProtocolVersionsInUse = SqlFile.Named("capture/ProtocolVersionsInUse");

    public async IAsyncEnumerable<ScoredRow> RowsAsync(SiteScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = session.RowsAsync(
            scope.AllSites ? ScoredRowsInTrial : ScoredRowsAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        await foreach (var row in rows)
        {
            yield return new ScoredRow(
                Number(row, "FormId"),
                (int)Number(row, "FormVersion"),
                Text(row, "Number")!,
                (int)Number(row, "ProtocolVersion"),
                Text(row, "Visit"),
                Text(row, "Form")!,
                Text(row, "Instrument")!,
                Text(row, "Name")!,
                Text(row, "Value"),
                Number(row, "IsScore") == 0 ? null : ScoreOf(row));
        }
    }

    public Task<IReadOnlyList<int>> ProtocolVersionsInUseAsync(long trialId, CancellationToken cancellation) =>
        session.QueryAsync<int>(ProtocolVersionsInUse, new { TrialId = trialId }, cancellation);

    private static StoredScore ScoreOf(IDataRecord row) =>
        new((int)Number(row, "InstrumentVersion"), (int)Number(row, "ItemsUsed"), (int)Number(row, "ItemsImputed"));

    // The engines give whole numbers of one column in different widths.
    private static long Number(IDataRecord row, string column) => Convert.ToInt64(row[column], CultureInfo.InvariantCulture);

    private static string? Text(IDataRecord row, string column) => row[column] is string text ? text : null;
}
