using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage.Engines;
using TrialData.Storage.Migration;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class StoreFiles(StoreLocation location, IEngine engine, StoreSession session, Migrator migrator, IIdentities identities, TimeProvider clock)
    : IStoreFiles
{
    private const string Unfinished = ".restoring";

    private static readonly SqlFile StoreCounts = SqlFile.Named("administration/StoreCounts");

    // What SQLite keeps beside its file: a log left there would be played into another store of the same name.
    private static readonly string[] FilesOfAStore = ["", "-wal", "-shm", "-journal"];

    public Refusal? WhyNotCopied => location.Engine == Engine.SqlServer ? new BackupByServer() : null;

    public string? InTheWay => Array.Find(FilesOfAStore, ending => File.Exists(location.Target + ending)) is { } found ? location.Target + found : null;

    public async Task<StoreFacts> FactsAsync(CancellationToken cancellation)
    {
        var counts = (await session.SingleOrDefaultAsync<Counts>(StoreCounts, parameters: null, cancellation))!;
        return new StoreFacts(
            engine.Describe(), location.Place, Bytes(), (await migrator.NewestScriptAsync(cancellation))!, counts.Trials, counts.Participants, counts.Events, counts.LastBackupAt);
    }

    public async Task<IReadOnlyList<string>?> DamageAsync(CancellationToken cancellation)
    {
        await using var connection = await engine.OpenAsync(cancellation);
        return await engine.DamageAsync(connection, cancellation);
    }

    public Task<ExaminedSchema> ExamineSchemaAsync(CancellationToken cancellation) => SchemaObjects.ExamineAsync(session, cancellation);

    public bool Exists(string file) => File.Exists(file);

    public async Task CopyToAsync(string file, CancellationToken cancellation)
    {
        await using var from = (SqliteConnection)await engine.OpenAsync(cancellation);
        await using (OwnFile.CreateNew(file))
        {
            // SQLite gives what it keeps beside the file the mode of the file.
        }

        using var target = new SqliteEngine(file);
        await using var to = (SqliteConnection)await target.OpenAsync(cancellation);
        from.BackupDatabase(to);
    }

    public async Task<string> CopyFromAsync(string backup, CancellationToken cancellation)
    {
        var copy = location.Target + Unfinished;
        Discard(copy);
        await using var from = File.OpenRead(backup);
        await using var to = OwnFile.CreateNew(copy);
        await from.CopyToAsync(to, cancellation);
        return copy;
    }

    public Task<IStoreCopy> OpenAsync(string file, CancellationToken cancellation) =>
        Task.FromResult<IStoreCopy>(new StoreCopy(file, identities, clock));

    public async Task<string> Sha256Async(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    public async Task WriteTextAsync(string file, string text, CancellationToken cancellation)
    {
        await using var to = OwnFile.CreateNew(file);
        await to.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }

    public async Task<string?> ReadTextAsync(string file, CancellationToken cancellation) =>
        File.Exists(file) ? await File.ReadAllTextAsync(file, cancellation) : null;

    public void Publish(string temporary, string file)
    {
        using (var written = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: false);
    }

    public void PutInPlace(string temporary) => Publish(temporary, location.Target);

    public void Discard(string file)
    {
        foreach (var ending in FilesOfAStore)
        {
            File.Delete(file + ending);
        }
    }

    public Task<IDisposable?> TakeAloneAsync(CancellationToken cancellation) => engine.TakeAloneAsync(cancellation);

    private long? Bytes() => location.Engine == Engine.SqlServer
        ? null
        : FilesOfAStore.Select(ending => new FileInfo(location.Target + ending)).Where(file => file.Exists).Sum(file => file.Length);

    private sealed record Counts(long Trials, long Participants, long Events, DateTimeOffset? LastBackupAt);
}
