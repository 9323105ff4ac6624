using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using TrialData.Application.Pipeline;
using TrialData.Storage.Engines;
using TrialData.Storage.Records;

namespace TrialData.Storage.Session;

/// <summary>One connection and at most one transaction: the scope of one request.</summary>
public sealed class StoreSession(IEngine engine, IdPool ids) : IUnitOfWork, IAsyncDisposable
{
    private Loan? loan;
    private DbTransaction? transaction;
    private IDisposable? turn;
    private IdBlock reserved = IdBlock.Empty;
    private bool committing;
    private bool reading;

    static StoreSession() => TypeHandlers.Register();

    public Engine Engine => engine.Kind;

    /// <summary>What was written to since the unit of work began.</summary>
    internal TouchedRecords Touched { get; } = new();

    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (transaction is not null)
        {
            throw new InvalidOperationException("A unit of work is open already.");
        }

        committing = false;
        Touched.Clear();
        turn = await engine.TakeWriterTurnAsync(cancellation);
        transaction = await engine.BeginAsync(await OpenAsync(cancellation), cancellation);
    }

    public async Task BeginReadingAsync(CancellationToken cancellation)
    {
        if (transaction is not null)
        {
            throw new InvalidOperationException("A unit of work is open already.");
        }

        transaction = await engine.BeginReadingAsync(await OpenAsync(cancellation), cancellation);
        reading = true;
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        committing = true;
        await transaction!.CommitAsync(cancellation);
        ids.Return(reserved);
        await EndAsync();
    }

    public async Task RollBackAsync()
    {
        try
        {
            if (transaction is { Connection: not null })
            {
                await transaction.RollbackAsync();
            }
        }
        catch (DbException)
        {
            // The engine has ended the transaction by itself, as on a full disk. What was written is undone either way, and
            // the fault that led here says why; this one would hide it.
        }
        finally
        {
            await EndAsync();
        }
    }

    // Whether a commit that failed was kept is not known: to try its unit again could do the work twice.
    public bool IsWorthRetrying(Exception fault) => !committing && engine.IsWorthRetrying(fault);

    public bool IsDuplicate(Exception fault) => engine.IsDuplicate(fault);

    public async Task<int> ExecuteAsync(SqlFile sql, object? parameters, CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        return await open.ExecuteAsync(Command(sql, parameters, cancellation));
    }

    public async Task<T?> SingleOrDefaultAsync<T>(SqlFile sql, object? parameters, CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        return await open.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancellation));
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(SqlFile sql, object? parameters, CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        return (await open.QueryAsync<T>(Command(sql, parameters, cancellation))).AsList();
    }

    /// <summary>Rows as they come, for results that may not fit in memory.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        SqlFile sql, object? parameters, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        using var reader = await open.ExecuteReaderAsync(Command(sql, parameters, cancellation));
        var read = reader.GetRowParser<T>();
        while (await reader.ReadAsync(cancellation))
        {
            yield return read(reader);
        }
    }

    /// <summary>Rows as they come, column by column. Each is good until the next is asked for.</summary>
    public async IAsyncEnumerable<IDataRecord> RowsAsync(SqlFile sql, object? parameters, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        using var reader = await open.ExecuteReaderAsync(Command(sql, parameters, cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            yield return reader;
        }
    }

    /// <summary>Runs a batch of a migration script.</summary>
    public async Task RunAsync(string batch, CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        await open.ExecuteAsync(new CommandDefinition(batch, transaction: transaction, cancellationToken: cancellation));
    }

    /// <summary>The next id for a new row; drawn in blocks, so that it costs a statement only now and then.</summary>
    public async Task<long> NextIdAsync(CancellationToken cancellation)
    {
        if (reserved.IsEmpty)
        {
            reserved = ids.Take() ?? await ReserveAsync(cancellation);
        }

        (var id, reserved) = reserved.Next();
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await RollBackAsync();
        }
        finally
        {
            if (loan is not null)
            {
                await loan.DisposeAsync();
            }
        }
    }

    private async Task<IdBlock> ReserveAsync(CancellationToken cancellation)
    {
        var first = await SingleOrDefaultAsync<long>(SqlFile.Named("pipeline/ReserveIds"), new { Count = IdBlock.Size }, cancellation);
        return new IdBlock(first, first + IdBlock.Size);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellation) =>
        (loan ??= await engine.LendAsync(cancellation)).Connection;

    private CommandDefinition Command(SqlFile sql, object? parameters, CancellationToken cancellation) => reading && !sql.OnlyReads
        ? throw new InvalidOperationException($"{sql.Name} writes, in a unit that only reads.")
        : new(sql.For(engine.Kind), parameters, transaction, cancellationToken: cancellation);

    private async Task EndAsync()
    {
        // What is left of a block survives only a commit: after a rollback another unit may be given the same ids.
        reserved = IdBlock.Empty;
        reading = false;
        var ended = transaction;
        transaction = null;
        try
        {
            if (ended is not null)
            {
                await ended.DisposeAsync();
            }
        }
        finally
        {
            // A turn that were kept would stop every other writer of the process.
            turn?.Dispose();
            turn = null;
        }
    }
}
