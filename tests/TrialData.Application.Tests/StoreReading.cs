using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Storage.Engines;
using TrialData.Testing;

namespace TrialData.Application.Tests;

/// <summary>Looks into a store behind the use cases: what was really kept.</summary>
internal static class StoreReading
{
    /// <summary>The single value of a query both engines understand.</summary>
    public static async Task<string?> ValueAsync(this TrialHost host, string sql)
    {
        await using var connection = await host.Get<IEngine>().OpenAsync(CancellationToken.None);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public static async Task<int> CountAsync(this TrialHost host, string table) =>
        int.Parse((await host.ValueAsync($"SELECT COUNT(*) FROM {table}"))!, CultureInfo.InvariantCulture);

    /// <summary>The result of the newest audit event of a use case.</summary>
    public static Task<string?> AuditedAsync(this TrialHost host, string useCase) => host.ValueAsync(
        $"SELECT Result FROM AuditEvent WHERE AuditEventId = (SELECT MAX(AuditEventId) FROM AuditEvent WHERE UseCase = '{useCase}')");

    public static async Task<T> ReadAsync<TPort, T>(this TrialHost host, Func<TPort, long, Task<T>> read)
        where TPort : notnull
    {
        await using var scope = host.NewScope();
        var trial = await scope.ServiceProvider.GetRequiredService<ITrials>().FindAsync(host.TrialCode, CancellationToken.None);
        return await read(scope.ServiceProvider.GetRequiredService<TPort>(), trial!.TrialId);
    }

    public static async Task<Participant> ParticipantAsync(this TrialHost host, Guid id) => (await host.ReadAsync<IParticipants, Participant?>(
        (participants, trial) => participants.FindAsync(id, SiteScope.WholeTrial(trial), CancellationToken.None)))!;

    public static Task<List<AnalysisValue>> ValuesAsync(this TrialHost host, params string[] forms) =>
        host.ReadAsync<IAnalysisData, List<AnalysisValue>>(async (data, trial) =>
            await data.ValuesAsync(trial, forms, CancellationToken.None).ToListAsync());
}
