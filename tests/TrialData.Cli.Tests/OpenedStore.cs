using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Hosting;
using TrialData.Storage;
using TrialData.Storage.Engines;

namespace TrialData.Cli.Tests;

/// <summary>A store left behind by a process, opened with the library.</summary>
internal sealed class OpenedStore : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public OpenedStore(string file, string keyRing)
    {
        services = new ServiceCollection()
            .AddTrialData(new HostSettings(new StoreLocation(Engine.Sqlite, file), keyRing))
            .BuildServiceProvider(validateScopes: true);
        Door = services.GetRequiredService<Door>();
    }

    public Door Door { get; }

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    public async Task<IReadOnlyList<string>> MigrateAsync() => (await Door.MigrateAsync(new StoreMigration(), CancellationToken.None)).Value.Applied;

    public async Task<string?> ValueAsync(string sql)
    {
        await using var connection = await services.GetRequiredService<IEngine>().OpenAsync(CancellationToken.None);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<long> CountAsync(string from) => long.Parse((await ValueAsync($"SELECT COUNT(*) FROM {from}"))!, CultureInfo.InvariantCulture);
}
