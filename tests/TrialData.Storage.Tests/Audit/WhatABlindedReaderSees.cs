using Microsoft.Extensions.DependencyInjection;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Hosting;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Audit;

/// <summary>Two stores that differ in an arm alone have the same open chains, to the last digest and id: nothing can be guessed from them.</summary>
public sealed class WhatABlindedReaderSees
{
    private const int MostTries = 16;

    // A visit for one arm alone, before one that is everybody's: ids drawn for it must leave no gap.
    private static readonly string Protocol = TestProtocol.Json.Replace(
        """{ "code": "m6",""",
        """
        { "code": "peer", "label": "Peer visit", "anchor": "randomisation", "day": 0, "after": 200, "onlyForArms": ["NEW"], "revealsArm": true,
          "forms": [{ "form": "meetings" }] },
        { "code": "m6",
        """,
        StringComparison.Ordinal);

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_the_same_whatever_was_drawn(Engine engine)
    {
        var seen = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (byte secret = 0; secret < MostTries && seen.Count < 2; secret++)
        {
            await using var host = await OpenAsync(engine, secret);
            var first = await host.EnrolWithBaselineAsync("S1");
            var arm = (await host.RandomiseAsync("S1", first)).Value.Arm;
            if (arm == "NEW")
            {
                _ = (await host.SaveAsync("researcher S1", first, "peer", "meetings", expectedVersion: 0, ("held", "2"))).Value;
            }
            else
            {
                // The number of the request that only the other arm has: true ones are drawn at random.
                _ = host.Get<IIdentities>().NewId();
            }

            _ = (await host.SaveAsync("researcher S1", first, "m6", "mood", expectedVersion: 0, ("low", "4"))).Value;
            _ = await host.EnrolWithBaselineAsync("S1");
            _ = (await host.AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis(host.TrialCode, TestAnalysis.Json))).Value;
            await AmendAsync(host, Protocol.Replace("\"code\": \"peer\"", "\"code\": \"late\"", StringComparison.Ordinal), version: 2);
            await AmendAsync(host, Protocol.Replace("\"code\": \"peer\"", "\"code\": \"late\"", StringComparison.Ordinal).Replace("200,", "100,", StringComparison.Ordinal), version: 3);
            await AmendAsync(host, Protocol, version: 4);
            var open = await OpenChainsAsync(host);
            Assert.Equal(seen.GetValueOrDefault(arm, open), open);
            seen[arm] = open;
        }

        Assert.Equal(seen["NEW"], seen["OLD"]);
        Assert.Contains(seen["NEW"], line => line.Contains("\"visit:", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_the_same_whatever_was_imported(Engine engine)
    {
        var seen = new List<IReadOnlyList<string>>();
        foreach (var arm in new[] { "NEW", "OLD" })
        {
            await using var host = await OpenAsync(engine, secret: 0);
            _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(Protocol.Replace("\"TEST\"", $"\"{TestImport.TrialOfItsOwn}\"", StringComparison.Ordinal)))).Value;
            _ = (await TestImport.IntoAsync(host, TestImport.TrialOfItsOwn, $"A,S1,{arm},3", "B,S2,OLD,4")).Value;
            seen.Add(await OpenChainsAsync(host));
        }

        Assert.Equal(seen[0], seen[1]);
    }

    // A visit for one arm alone comes, moves and goes.
    private static async Task AmendAsync(TrialHost host, string protocol, int version)
    {
        var next = JsonEdit.With(protocol, "version", AuditHash.Text(version));
        _ = (await host.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(next))).Value;
    }

    private static Task<TrialHost> OpenAsync(Engine engine, byte secret) => TrialHost.OpenAsync(engine, Protocol, services => services
        .AddSingleton<IIdentities>(new SeededIdentities(seed: 1))
        .AddSingleton<ISealer>(new OtherSecret(secret)));

    private static async Task<IReadOnlyList<string>> OpenChainsAsync(TrialHost host)
    {
        var store = new RawStore(host.Location);
        var events = await store.RowsAsync("AuditEvent");
        var heads = await store.RowsAsync("AuditChain");
        return events.Concat(heads)
            .Where(row => !row["Chain"]!.StartsWith("restricted:", StringComparison.Ordinal))
            .Select(row => string.Join(" | ", row.Values))
            .ToList();
    }

    /// <summary>Seals every secret alike and gives back another one: the draws differ, and nothing else does.</summary>
    private sealed class OtherSecret(byte first) : ISealer
    {
        public string Seal(byte[] secret) => Convert.ToBase64String(secret);

        public byte[] Unseal(string sealedSecret)
        {
            var secret = Convert.FromBase64String(sealedSecret);
            secret[0] ^= first;
            return secret;
        }
    }
}
