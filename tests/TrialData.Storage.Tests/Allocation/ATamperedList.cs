using System.Security.Cryptography;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Allocation;

/// <summary>Whatever is done to the pieces of a sealed list, nobody is allocated by it.</summary>
public sealed class ATamperedList
{
    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["S1", "S2"] }] }
        """;

    private const string NotCommittedTo = "is missing, or is not the one that was committed to";

    // Rows of either site in turn, and NEW, OLD, OLD, NEW, … within each. Five pieces hold them.
    private static readonly string Rows = "site,arm\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{(i % 2 == 0 ? "S1" : "S2")},{(i / 2 % 4 is 0 or 3 ? "NEW" : "OLD")}\n"));

    [Theory, OnSqlite, OnSqlServer]
    public async Task That_nobody_touched_allocates(Engine engine)
    {
        await using var host = await OpenAsync(engine);
        var arms = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            arms.Add((await host.RandomiseAsync("S1", await host.EnrolWithBaselineAsync("S1"))).Value.Arm);
        }

        Assert.Equal(["NEW", "OLD", "OLD", "NEW"], arms);
    }

    [Theory]
    [InlineData("UPDATE ListPiece SET Path = CASE WHEN SUBSTRING(Path, 1, 1) = '0' THEN '1' ELSE '0' END || SUBSTRING(Path, 2, 2000)")]
    [InlineData("UPDATE ListPiece SET Path = ''")]
    [InlineData("UPDATE ListPiece SET Path = (SELECT o.Path FROM ListPiece AS o WHERE o.SchemeId = ListPiece.SchemeId AND o.Number = (ListPiece.Number + 1) % 5)")]
    [InlineData("UPDATE ListPiece SET Content = (SELECT o.Content FROM ListPiece AS o WHERE o.SchemeId = ListPiece.SchemeId AND o.Number = (ListPiece.Number + 1) % 5)")]
    [InlineData("UPDATE ListPiece SET Number = Number + 100; UPDATE ListPiece SET Number = (Number - 99) % 5")]
    [InlineData("UPDATE ListPiece SET Number = Number + 100")]
    [InlineData("UPDATE ListPiece SET Number = Number - 100")]
    [InlineData("DELETE FROM ListPiece")]
    public async Task Is_refused_where_path_content_or_number_is_anothers_or_gone(string sql)
    {
        await using var host = await OpenAsync(Engine.Sqlite);
        var store = new RawStore(host.Location);
        await DropGuardsAsync(store);
        await store.ExecuteAsync(sql);

        await AllocatesNobodyAsync<InvalidOperationException>(host, NotCommittedTo);
    }

    [Fact]
    public async Task Is_refused_where_a_bit_of_the_ciphertext_is_another()
    {
        await using var host = await OpenAsync(Engine.Sqlite);
        var store = new RawStore(host.Location);
        await DropGuardsAsync(store);
        foreach (var row in await store.RowsAsync("ListPiece"))
        {
            var bytes = Convert.FromBase64String(row["Content"]!);
            bytes[bytes.Length / 2] ^= 1;
            await store.ExecuteAsync("UPDATE ListPiece SET Content = @Content WHERE Number = @Number", new { Content = Convert.ToBase64String(bytes), Number = row["Number"] });
        }

        await AllocatesNobodyAsync<CryptographicException>(host, "payload");
    }

    // Sealed anew by somebody who has the keys of the program, though not of the scheme's commitment: the other arm in every row.
    [Fact]
    public async Task Is_refused_where_the_arms_in_the_pieces_are_exchanged()
    {
        await using var host = await OpenAsync(Engine.Sqlite);
        var store = new RawStore(host.Location);
        await DropGuardsAsync(store);
        var sealer = host.Get<ISealer>();
        foreach (var row in await store.RowsAsync("ListPiece"))
        {
            var content = sealer.Unseal(row["Content"]!);
            for (var at = 51; at < content.Length; at += 20)
            {
                content[at] ^= 1;
            }

            await store.ExecuteAsync("UPDATE ListPiece SET Content = @Content WHERE Number = @Number", new { Content = sealer.Seal(content), Number = row["Number"] });
        }

        await AllocatesNobodyAsync<InvalidOperationException>(host, NotCommittedTo);
    }

    [Fact]
    public async Task Is_refused_where_the_pieces_are_those_of_another_scheme_with_the_same_rows()
    {
        const string Other = "OTHER";
        await using var host = await OpenAsync(Engine.Sqlite);
        _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(TestProtocol.Json, "code", $"\"{Other}\"")))).Value;
        _ = (await host.AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(Other, "admin", Role.RandomisationAdministrator, SiteCode: null, TrialHost.FirstDay))).Value;
        _ = (await host.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(Other, Plan, Rows))).Value;
        var store = new RawStore(host.Location);
        await DropGuardsAsync(store);
        await store.ExecuteAsync("""
            UPDATE ListPiece SET
                Content = (SELECT o.Content FROM ListPiece AS o WHERE o.SchemeId <> ListPiece.SchemeId AND o.Number = ListPiece.Number),
                Path = (SELECT o.Path FROM ListPiece AS o WHERE o.SchemeId <> ListPiece.SchemeId AND o.Number = ListPiece.Number)
            """);

        await AllocatesNobodyAsync<InvalidOperationException>(host, NotCommittedTo);
    }

    [Theory]
    [InlineData("DELETE FROM ListPiece WHERE Number = @Number")]
    [InlineData("UPDATE ListPiece SET FirstTag = 'ffffffffffffffffffffffffffffffff' WHERE Number = @Number")]
    public async Task Is_refused_where_the_one_piece_that_answers_is_gone_or_cannot_be_found(string sql)
    {
        await using var host = await OpenAsync(Engine.Sqlite);
        var store = new RawStore(host.Location);
        await DropGuardsAsync(store);
        var secret = host.Get<ISealer>().Unseal((await store.RowsAsync("Scheme"))[0]["SealedSecret"]!);
        var tag = ListPieces.TagOf("site=S1", 0, secret);
        var answers = (await store.RowsAsync("ListPiece")).Where(row => string.CompareOrdinal(row["FirstTag"], tag) <= 0).MaxBy(row => row["FirstTag"], StringComparer.Ordinal)!;
        await store.ExecuteAsync(sql, new { Number = answers["Number"] });

        // A neighbour is found, which does not answer for the row; before the first piece there is none.
        await AllocatesNobodyAsync<InvalidOperationException>(host, answers["Number"] == "0" ? NotCommittedTo : "another than the one that answers for the row");
    }

    private static async Task<TrialHost> OpenAsync(Engine engine)
    {
        var host = await TrialHost.OpenAsync(engine, seal: false);
        _ = await host.SealAsync(Plan, Rows);
        Assert.Equal(5, await new RawStore(host.Location).CountAsync("ListPiece"));
        return host;
    }

    private static async Task AllocatesNobodyAsync<TFault>(TrialHost host, string message)
        where TFault : Exception
    {
        var participant = await host.EnrolWithBaselineAsync("S1");

        var fault = await Assert.ThrowsAnyAsync<TFault>(() => host.RandomiseAsync("S1", participant));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, await new RawStore(host.Location).CountAsync("Allocation"));
        Assert.Equal(0, await new RawStore(host.Location).CountAsync("LedgerLine"));
        Assert.Equal(0, await new RawStore(host.Location).CountAsync("SchemeCell"));
    }

    private static async Task DropGuardsAsync(RawStore store)
    {
        foreach (var trigger in await store.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        {
            await store.ExecuteAsync($"DROP TRIGGER {trigger}");
        }
    }
}
