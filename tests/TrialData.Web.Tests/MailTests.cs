using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Web.Tests;

public sealed class MailTests
{
    [Theory, OnSqlite]
    public async Task That_waits_is_sent_while_the_program_runs(Engine engine)
    {
        await using var trial = await TrialHost.OpenAsync(engine);
        await trial.InviteAsync("eva", "eva@example.org");
        var folder = Directory.CreateDirectory(Path.Combine(trial.Folder.FullName, "mail"));
        using var arrival = new FileSystemWatcher(folder.FullName, "*.eml");
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        arrival.Created += (_, _) => arrived.TrySetResult();
        arrival.Renamed += (_, _) => arrived.TrySetResult();
        arrival.EnableRaisingEvents = true;

        await using var web = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("store", trial.Location.Target)
            .UseSetting("keys", Path.Combine(trial.Folder.FullName, "keys"))
            .UseSetting("mail", $"folder:{folder.FullName}")
            .ConfigureServices(services => services.AddSingleton<TimeProvider>(trial.Clock)));
        using var client = web.CreateClient();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Single(folder.GetFiles("*.eml"));
    }
}
