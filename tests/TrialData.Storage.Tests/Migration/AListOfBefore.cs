using System.Text;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Migration;

/// <summary>A scheme that was sealed as "uploaded list 1", before lists were cut into pieces, goes on as it was.</summary>
public sealed class AListOfBefore
{
    private const string Rows = "site,arm\nS1,NEW\nS2,OLD\nS1,OLD\nS2,NEW\nS1,OLD\n";

    private const string SchemeId = "7b5f0e3a-52a4-4f0c-9f1e-0d6f6a1c2b3d";

    // The digest is that of tests/TrialData.Randomisation.Tests/vectors/lists.json; the commitment is the SHA-256 of this text and the
    // secret's bytes 0 to 31, by sha256sum.
    private const string Document = $$"""
        {"nonce":true,"scheme":{"arms":[{"arm":"NEW","ratio":1},{"arm":"OLD","ratio":1}],"digest":"187c7a50c17fe22c5965ce1b538e0eaeef29b2250975bc9d31b0f98733372c0d","factors":[{"name":"site"}],"procedure":"uploaded list 1","rows":5,"schemeId":"{{SchemeId}}"},"trial":"TEST"}
        """;

    private const string Commitment = "cb45fecd4dc812a5fd9731e8737c57f7c104600564cc15ee9518c477fea68944";

    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Allocates_to_its_end_is_revealed_and_verifies(Engine engine)
    {
        await using var host = await SealedAsync(engine, Rows);

        Assert.Equal(["NEW", "OLD", "OLD"], [await ArmAsync(host, "S1"), await ArmAsync(host, "S1"), await ArmAsync(host, "S1")]);
        Assert.Equal("OLD", await ArmAsync(host, "S2"));
        Assert.Equal("allocation.no-place-left", (await host.RandomiseAsync("S1", await host.EnrolWithBaselineAsync("S1"))).Refusal?.Code);
        Assert.Equal(0, await new RawStore(host.Location).CountAsync("ListPiece"));
        var reveal = await RevealAsync(host);
        Assert.Equal(Rows, reveal.List);
        var lines = (await host.AskAsync<ReadLedger, Ledger>("founder", new ReadLedger(host.TrialCode))).Value.Lines;
        var verified = (await new VerifyLedgerHandler().HandleAsync(new VerifyLedger(lines, reveal.Secret!, List: reveal.List), CancellationToken.None)).Value;
        Assert.Equal((4, null), (verified.Entries, verified.Fault));
    }

    [Fact]
    public async Task Allocates_nobody_by_a_list_with_another_row()
    {
        await using var host = await SealedAsync(Engine.Sqlite, Rows.Replace("S2,NEW", "S2,OLD", StringComparison.Ordinal));
        var participant = await host.EnrolWithBaselineAsync("S1");

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RandomiseAsync("S1", participant));

        Assert.Contains("is not the one that was committed to", fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, await new RawStore(host.Location).CountAsync("Allocation"));
    }

    /// <summary>As the program of before left it.</summary>
    private static async Task<TrialHost> SealedAsync(Engine engine, string rows)
    {
        var host = await TrialHost.OpenAsync(engine, seal: false);
        var sealer = host.Get<ISealer>();
        await new RawStore(host.Location).ExecuteAsync(
            """
            INSERT INTO Scheme (SchemeId, PublicId, TrialId, Design, Commitment, SealedSecret, SealedList, SealedAt)
            SELECT 1, @PublicId, TrialId, @Document, @Commitment, @Secret, @List, '2027-01-04T09:00:00.0000000' FROM Trial
            """,
            new
            {
                PublicId = Guid.Parse(SchemeId),
                Document,
                Commitment,
                Secret = sealer.Seal(Secret),
                List = sealer.Seal(Encoding.UTF8.GetBytes(rows)),
            });
        _ = (await host.AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(host.TrialCode, "a nonce of the founder"))).Value;
        return host;
    }

    private static async Task<string> ArmAsync(TrialHost host, string site) => (await host.RandomiseAsync(site, await host.EnrolWithBaselineAsync(site))).Value.Arm;

    private static async Task<SchemeReveal> RevealAsync(TrialHost host)
    {
        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await host.AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        _ = (await host.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(host.TrialCode))).Value;
        return (await host.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(host.TrialCode))).Value;
    }
}
