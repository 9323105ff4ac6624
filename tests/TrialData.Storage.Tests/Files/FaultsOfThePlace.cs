using Microsoft.Data.Sqlite;
using TrialData.Application.Administration;
using TrialData.Storage.Engines;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Files;

public sealed class FaultsOfThePlace
{
    [Theory]
    [InlineData(8, "the file or its folder is read-only")]
    [InlineData(10, "the disk did not read or write (SQLite error 10)")]
    [InlineData(11, "the file is damaged; run 'trialdata store check', or restore a backup")]
    [InlineData(13, "the disk is full; the store is as it was before")]
    [InlineData(14, "the file cannot be opened or made there")]
    [InlineData(26, "the file is not a database of SQLite")]
    [InlineData(19, null)]
    [InlineData(1, null)]
    public void Are_said_in_words(int code, string? reason) => Assert.Equal(
        reason,
        StoreFaults.Explain(new StoreLocation(Engine.Sqlite, "/nowhere/store.db"), new InvalidOperationException("outer", new SqliteException("raw", code, code))));

    [Theory, OnSqlite]
    public async Task A_full_disk_leaves_the_store_as_it_was(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine, configure: services => Pipeline.SmallDisk.Use(services));
        var store = new RawStore(host.Location);
        var disk = host.Get<Pipeline.SmallDisk>();
        var before = await store.ContentsAsync(withAudit: true);

        disk.MostPages = (await store.QueryAsync<long>("PRAGMA page_count"))[0];
        var fault = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            for (var participant = 0; participant < 200; participant++)
            {
                before = await store.ContentsAsync(withAudit: true);
                _ = (await host.ScreenAsync("S1")).Value;
            }
        });

        Assert.Contains($"The store {host.Location.Target} cannot be used: the disk is full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
        disk.MostPages = null;
        Assert.False((await host.ScreenAsync("S1")).IsRefused);
    }
}
