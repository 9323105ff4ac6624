using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Pipeline;

public sealed class IdsOfRows
{
    private const int Tasks = 4;
    private const int Each = 20;

    // Every table whose key is drawn from the store's one source of ids.
    private static readonly (string Table, string Key)[] Keyed =
    [
        ("Account", "AccountId"), ("Trial", "TrialId"), ("Site", "SiteId"), ("RoleGrant", "RoleGrantId"), ("Participant", "ParticipantId"),
        ("Scheme", "SchemeId"), ("AuditEvent", "AuditEventId"),
    ];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Never_repeat_in_two_houses_on_one_store_that_roll_back_now_and_then(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await using var first = host.Neighbour(FaultsEveryThirdTime);
        await using var second = host.Neighbour(FaultsEveryThirdTime);

        var work =
            from house in new[] { first, second }
            from task in Enumerable.Range(0, Tasks)
            select Task.Run(() => ScreenAsync(house));
        var screened = (await Task.WhenAll(work)).Sum();

        var store = new RawStore(host.Location);
        var ids = new List<long>();
        foreach (var (table, key) in Keyed)
        {
            ids.AddRange(await store.QueryAsync<long>($"SELECT {key} FROM {table}"));
        }

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.InRange(screened, Tasks * Each, (2 * Tasks * Each) - 1);
        Assert.Equal(screened, await store.CountAsync("Participant"));
    }

    private static async Task<int> ScreenAsync(TrialHost house)
    {
        var done = 0;
        for (var i = 0; i < Each; i++)
        {
            var fault = await Record.ExceptionAsync(() => house.ScreenAsync(i % 2 == 0 ? "S1" : "S2"));
            Assert.True(fault is null or InvalidOperationException, fault?.ToString());
            done += fault is null ? 1 : 0;
        }

        return done;
    }

    private static void FaultsEveryThirdTime(IServiceCollection services)
    {
        var count = 0;
        services.AddScoped<IAuditLog>(provider => new FaultyAuditLog(
            provider.GetRequiredService<StoreSession>(),
            e => e.UseCase == nameof(ScreenParticipant) && Interlocked.Increment(ref count) % 3 == 0
                ? throw new InvalidOperationException("Every third time.")
                : Task.CompletedTask));
    }
}
