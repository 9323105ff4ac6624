using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Storage;

namespace TrialData.Hosting.Demonstration;

/// <summary>A house whose clock and identities are those of a demonstration, and the trial that ships for it.</summary>
public static class DemonstrationHouse
{
    // As many as make full lists and can be waited for.
    private const int Participants = 240;
    private const long Seed = 1;
    private const int MonthsSoFar = 20;

    private static readonly DateTimeOffset BeforeAnyTrial = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is registered before the house itself.</summary>
    public static IServiceCollection AddDemonstration(this IServiceCollection services, long seed)
    {
        var clock = new DemonstrationClock(BeforeAnyTrial);
        return services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(clock)
            .AddSingleton<IIdentities>(new SeededIdentities(seed))
            .AddSingleton<DemonstrationPlay>();
    }

    /// <summary>A file of the trial that ships.</summary>
    public static Task<string> ShippedAsync(string name, CancellationToken cancellation) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "analysis-specs", "pod", name), cancellation);

    /// <summary>The whole trial as it ships.</summary>
    public static async Task<DemonstrationRequest> WholeAsync(int participants, long seed, bool everyForm, CancellationToken cancellation) => new(
        await ShippedAsync("protocol.json", cancellation),
        await ShippedAsync("randomisation.json", cancellation),
        await ShippedAsync("scenario.json", cancellation),
        participants,
        seed,
        everyForm);

    /// <summary>
    /// Makes a demonstration in place of a store that is not there: the trial as it would be on a day, in the midst of recruitment, with
    /// visits to come. It is played beside the place, and stands there once it is whole.
    /// </summary>
    /// <exception cref="InvalidOperationException">The scenario does not fit the trial, or there is a store at the place.</exception>
    public static async Task MakeAsync(HostSettings settings, DateOnly day, IProgress<(long Done, long Of)>? progress, CancellationToken cancellation)
    {
        var place = settings.Store.Target;
        var beside = place + ".demonstration";
        File.Delete(beside);
        var scenario = JsonNode.Parse(await ShippedAsync("scenario.json", cancellation))!;
        scenario["startsOn"] = day.AddMonths(-MonthsSoFar).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var request = await WholeAsync(Participants, Seed, everyForm: true, cancellation) with { ScenarioJson = scenario.ToJsonString(), Until = day.AddDays(-1) };
        await using (var house = new ServiceCollection().AddDemonstration(Seed).AddTrialData(settings with { Store = StoreLocation.Parse(beside) }).BuildServiceProvider())
        {
            _ = (await house.GetRequiredService<Door>().MigrateAsync(new StoreMigration(Demonstration: true), cancellation)).Value;
            _ = (await house.GetRequiredService<DemonstrationPlay>().PlayAsync(request, progress, cancellation)).Value;
        }

        StoreLocation.Parse(beside).MoveTo(place);
    }
}
