using System.Data.Common;
using TrialData.Application.Allocation;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Ledgers;

/// <summary>What the store itself lets through and refuses of a scheme once it is sealed, asked by a plain connection.</summary>
public sealed class ASealedScheme
{
    private static readonly string[] ComeLater = ["Nonce", "RevealAskedBy", "RevealedAt"];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Refuses_a_change_of_every_column_but_those_that_come_later(Engine engine)
    {
        await using var host = await SealedAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);
        var columns = (await store.RowsAsync("Scheme"))[0].Keys.ToList();

        foreach (var column in columns.Except(ComeLater))
        {
            await RefusedAsync(store, $"UPDATE Scheme SET {column} = {column}");
            await RefusedAsync(store, $"UPDATE Scheme SET Nonce = 'ab', {column} = {column}");
        }

        await RefusedAsync(store, "DELETE FROM Scheme");
        await RefusedAsync(store, "DELETE FROM Scheme WHERE Nonce IS NULL");
        Assert.Equal(12, columns.Count);
        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Takes_nonce_and_reveal_once_and_another_who_asks_for_it_until_then(Engine engine)
    {
        await using var host = await SealedAsync(engine);
        var store = new RawStore(host.Location);
        var people = await store.QueryAsync<string>("SELECT CAST(AccountId AS nvarchar(20)) FROM Account ORDER BY AccountId");
        async Task TakesAsync(string set) => Assert.Equal(1, await store.ExecuteAsync($"UPDATE Scheme SET {set}"));

        await TakesAsync("Nonce = 'ab'");
        await TakesAsync("Nonce = 'ab'");
        await RefusedAsync(store, "UPDATE Scheme SET Nonce = 'cd'");
        await RefusedAsync(store, "UPDATE Scheme SET Nonce = 'AB'");
        await RefusedAsync(store, "UPDATE Scheme SET Nonce = NULL");
        await TakesAsync($"RevealAskedBy = {people[0]}");
        await TakesAsync($"RevealAskedBy = {people[1]}");
        await TakesAsync("RevealedAt = '2027-01-04T09:00:00.0000000'");
        await RefusedAsync(store, "UPDATE Scheme SET RevealedAt = '2027-01-05T09:00:00.0000000'");
        await RefusedAsync(store, "UPDATE Scheme SET RevealedAt = NULL");
        await RefusedAsync(store, $"UPDATE Scheme SET RevealAskedBy = {people[0]}");
        await RefusedAsync(store, "UPDATE Scheme SET RevealAskedBy = NULL");
    }

    [Theory, OnSqlite]
    public async Task Refuses_a_REPLACE_by_whatever_key(Engine engine)
    {
        await using var host = await SealedAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);
        var columns = (await store.RowsAsync("Scheme"))[0].Keys.ToList();
        string[] keys = ["SchemeId", "PublicId", "TrialId"];

        foreach (var key in keys)
        {
            var values = columns.Select(column => keys.Contains(column) && column != key ? $"{column} || '9'" : column);
            await RefusedAsync(store, $"INSERT OR REPLACE INTO Scheme ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM Scheme");
        }

        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    private static async Task<TrialHost> SealedAsync(Engine engine)
    {
        var host = await TrialHost.OpenAsync(engine, seal: false);
        _ = (await host.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(host.TrialCode, TestProtocol.Design))).Value;
        return host;
    }

    private static async Task RefusedAsync(RawStore store, string sql)
    {
        var fault = await Record.ExceptionAsync(() => store.ExecuteAsync(sql));
        Assert.True(fault is DbException, $"The store took: {sql}");
        Assert.Contains("Scheme is sealed", fault.Message, StringComparison.Ordinal);
    }
}
