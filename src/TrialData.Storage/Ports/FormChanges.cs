using TrialData.Application.Capture;
using TrialData.Application.Protocol;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class FormChanges(StoreSession session) : IFormChanges
{
    private static readonly SqlFile SavesSince = SqlFile.Named("capture/SavesSince");
    private static readonly SqlFile AnswersAsOf = SqlFile.Named("capture/AnswersAsOf");

    public async Task<IReadOnlyList<ChangedItem>> SinceAsync(long formId, int version, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<SaveRow>(SavesSince, new { FormId = formId, Version = version }, cancellation);
        return rows.Select(row => new ChangedItem(row.Item, row.SavedBy, row.SavedAt)).OrderBy(change => change.Item, StringComparer.Ordinal).ToList();
    }

    public async Task<FormAnswers> AsOfAsync(long formId, int version, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<AnswerRow>(AnswersAsOf, new { FormId = formId, Version = version }, cancellation);
        return new FormAnswers(
            rows.Where(row => row.Value is not null).ToDictionary(row => row.Item, row => row.Value!, StringComparer.Ordinal),
            rows.Where(row => row.Missing is not null).ToDictionary(row => row.Item, row => Enum.Parse<Missing>(row.Missing!), StringComparer.Ordinal));
    }

    private sealed record SaveRow(string Item, string SavedBy, DateTimeOffset SavedAt);

    private sealed record AnswerRow(string Item, string? Value, string? Missing);
}
