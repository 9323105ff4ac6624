using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task Is_live_without_a_store()
    {
        using var store = TestStore.Create(Engine.Sqlite);
        await using var web = Start(store);

        using var answer = await web.CreateClient().GetAsync(new Uri("/health/live", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Is_not_ready_without_a_store_and_does_not_make_one()
    {
        using var store = TestStore.Create(Engine.Sqlite);
        await using var web = Start(store);

        using var answer = await web.CreateClient().GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("store.not-found", (await answer.Content.ReadFromJsonAsync<HealthBody>())?.Code);
        Assert.False(store.Location.Exists);
    }

    [Fact]
    public async Task Is_not_ready_on_a_store_without_schema()
    {
        using var store = TestStore.Create(Engine.Sqlite);
        await File.WriteAllBytesAsync(store.Location.Target, []);
        await using var web = Start(store);

        using var answer = await web.CreateClient().GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal("store.not-migrated", (await answer.Content.ReadFromJsonAsync<HealthBody>())?.Code);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_ready_on_a_migrated_store(Engine engine)
    {
        await using var trial = await TrialHost.StartAsync(engine);
        await using var web = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("store", trial.Location.Engine == Engine.Sqlite ? trial.Location.Target : $"sqlserver:{trial.Location.Target}")
            .UseSetting("keys", trial.Folder.FullName));

        using var answer = await web.CreateClient().GetAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static WebApplicationFactory<Program> Start(TestStore store) => new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
        .UseSetting("store", store.Location.Target)
        .UseSetting("keys", store.Folder.FullName));

    private sealed record HealthBody(string Status, string? Code);
}
