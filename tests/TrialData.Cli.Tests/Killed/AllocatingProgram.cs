using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Allocation;
using TrialData.Hosting;
using TrialData.Hosting.Demonstration;
using TrialData.Storage;

namespace TrialData.Cli.Tests.Killed;

/// <summary>
/// A process that tests start and kill: it allocates the participants of a file, one after the other, and says each answer as soon as
/// it has it. A line that does not end in <see cref="End"/> was not said.
/// </summary>
internal static class AllocatingProgram
{
    public const string End = "said";

    /// <param name="args">Store, key ring, token, trial, the instant that it is, and the file with an id a line.</param>
    public static async Task<int> Main(string[] args)
    {
        var (store, keys, token, trial, now, file) = (args[0], args[1], args[2], args[3], args[4], args[5]);
        var clock = new DemonstrationClock(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddTrialData(new HostSettings(new StoreLocation(Engine.Sqlite, store), keys))
            .BuildServiceProvider(validateScopes: true);
        var door = services.GetRequiredService<Door>();
        var actor = (await door.FindActorAsync(new Application.Administration.ApiToken(token), CancellationToken.None))!;
        foreach (var participant in await File.ReadAllLinesAsync(file))
        {
            var request = new RandomiseParticipant(trial, Guid.Parse(participant));
            var allocated = await door.AskAsync<RandomiseParticipant, AllocatedParticipant>(actor, request, CancellationToken.None);
            await Console.Out.WriteLineAsync($"{participant} {allocated.Value.Arm} {End}");
            await Console.Out.FlushAsync();
        }

        return 0;
    }
}
