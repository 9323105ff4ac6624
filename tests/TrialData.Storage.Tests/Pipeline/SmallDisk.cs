using System.Data.Common;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Hosting;
using TrialData.Storage.Engines;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The real engine on a disk that can be made full.</summary>
internal sealed class SmallDisk(IEngine real) : IEngine
{
    /// <summary>How many pages the file may have; null for as many as it likes.</summary>
    public long? MostPages { get; set; }

    public Engine Kind => real.Kind;

    public static void Use(IServiceCollection services)
    {
        services.AddSingleton(provider => new SmallDisk(RawStore.EngineAt(provider.GetRequiredService<HostSettings>().Store)));
        services.AddSingleton<IEngine>(provider => provider.GetRequiredService<SmallDisk>());
    }

    public string Describe() => real.Describe();

    public string? Warning() => real.Warning();

    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await real.OpenAsync(cancellation);
        await LimitAsync(connection);
        return connection;
    }

    public async Task<Loan> LendAsync(CancellationToken cancellation)
    {
        var loan = await real.LendAsync(cancellation);
        await LimitAsync(loan.Connection);
        return loan;
    }

    public Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation) => real.TakeWriterTurnAsync(cancellation);

    public Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation) => real.TakeAloneAsync(cancellation);

    public Task<IReadOnlyList<string>?> DamageAsync(DbConnection connection, CancellationToken cancellation) => real.DamageAsync(connection, cancellation);

    public Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) => real.BeginAsync(connection, cancellation);

    public Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancellation) => real.BeginReadingAsync(connection, cancellation);

    public bool IsWorthRetrying(Exception fault) => real.IsWorthRetrying(fault);

    public bool IsDuplicate(Exception fault) => real.IsDuplicate(fault);

    private Task<int> LimitAsync(DbConnection connection) =>
        connection.ExecuteAsync(FormattableString.Invariant($"PRAGMA max_page_count = {MostPages ?? int.MaxValue - 1}"));
}
