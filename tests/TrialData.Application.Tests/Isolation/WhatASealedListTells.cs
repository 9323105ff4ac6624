using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Application.Tests.Isolation;

/// <summary>Two lists that agree in the rows that were used, and in no later one, give every role the same answer to every use case.</summary>
public sealed partial class WhatASealedListTells(ITestOutputHelper output)
{
    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "ARMX", "ratio": 1 }, { "arm": "ARMY", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["HOME", "KILO"] }] }
        """;

    // The world allocates one participant at each site.
    private const string Used = "site,arm\nHOME,ARMX\nKILO,ARMY\n";

    private static readonly string[] Lists =
    [
        Used + "HOME,ARMX\nHOME,ARMY\nKILO,ARMY\nKILO,ARMX\n",
        Used + "HOME,ARMY\nHOME,ARMX\nKILO,ARMX\nKILO,ARMY\n",
    ];

    [Fact]
    public async Task Is_nothing_of_its_unused_rows_whoever_asks_and_whatever()
    {
        var different = new List<string>();
        var asked = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var first = await OpenAsync(Lists[0]);
            await using var second = await OpenAsync(Lists[1]);
            foreach (var useCase in UseCaseRegistration.UseCases().Where(MayCompare).OrderBy(u => u.Request.Name, StringComparer.Ordinal))
            {
                asked++;
                var (one, other) = (await AskAsync(first, role, useCase), await AskAsync(second, role, useCase));
                if (one != other)
                {
                    different.Add($"{useCase.Request.Name} by {role}: {one} but {other}");
                }
            }
        }

        output.WriteLine(FormattableString.Invariant($"{asked} requests"));
        Assert.Empty(different);
        Assert.True(asked > 500);
    }

    private static Task<World> OpenAsync(string rows) => World.OpenAsync((Plan, rows), services => services.AddSingleton<IIdentities>(new SeededIdentities(seed: 1)));

    // The reveal tells everything, and is meant to.
    private static bool MayCompare(UseCaseDescription useCase) => SampleRequests.NeedsOne(useCase) && useCase.Request != typeof(RevealScheme);

    private static async Task<Reply> AskAsync(World world, Role role, UseCaseDescription useCase)
    {
        var reply = await world.AskAsync(world.ActorWith(role), useCase, world.Own);
        return reply with { Text = Hash().Replace(reply.Text.Replace("\\u0022", "'", StringComparison.Ordinal), "(hash)") };
    }

    // A commitment to another list, and whatever is chained to it, is another number, from which nothing follows without the secret.
    [GeneratedRegex("[0-9a-fA-F]{64}", RegexOptions.NonBacktracking)]
    private static partial Regex Hash();
}
