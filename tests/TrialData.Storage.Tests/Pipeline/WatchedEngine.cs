using System.Data.Common;
using TrialData.Storage.Engines;

namespace TrialData.Storage.Tests.Pipeline;

/// <summary>The real engine, which remembers the last connection that it lent.</summary>
internal sealed class WatchedEngine(IEngine real) : IEngine, IDisposable
{
    public DbConnection? Last { get; private set; }

    public Engine Kind => real.Kind;

    public string Describe() => real.Describe();

    public string? Warning() => real.Warning();

    public Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation) => real.TakeAloneAsync(cancellation);

    public Task<IReadOnlyList<string>?> DamageAsync(DbConnection connection, CancellationToken cancellation) => real.DamageAsync(connection, cancellation);

    public Task<DbConnection> OpenAsync(CancellationToken cancellation) => real.OpenAsync(cancellation);

    public async Task<Loan> LendAsync(CancellationToken cancellation)
    {
        var loan = await real.LendAsync(cancellation);
        Last = loan.Connection;
        return loan;
    }

    public Task<IDisposable> TakeWriterTurnAsync(CancellationToken cancellation) => real.TakeWriterTurnAsync(cancellation);

    public Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) => real.BeginAsync(connection, cancellation);

    public Task<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancellation) => real.BeginReadingAsync(connection, cancellation);

    public bool IsWorthRetrying(Exception fault) => real.IsWorthRetrying(fault);

    public bool IsDuplicate(Exception fault) => real.IsDuplicate(fault);

    public void Dispose() => (real as IDisposable)?.Dispose();
}
