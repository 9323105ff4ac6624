using System.Text;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Allocation;

public sealed class AListUnderSeal
{
    private const string Plan = """
        { "procedure": "uploaded list 2", "arms": [{ "arm": "NEW", "ratio": 1 }, { "arm": "OLD", "ratio": 1 }],
          "factors": [{ "name": "site", "levels": ["S1", "S2"] }] }
        """;

    private const string Rows = "site,arm\nS1,NEW\nS2,OLD\nS1,OLD\nS2,NEW\nS1,OLD\n";

    [Theory, OnSqlite, OnSqlServer]
    public async Task Stands_in_no_table_as_anybody_could_read_it(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine, seal: false);
        _ = await host.SealAsync(Plan, Rows);
        _ = (await host.RandomiseAsync("S1", await host.EnrolWithBaselineAsync("S1"))).Value;

        var store = new RawStore(host.Location);
        var contents = string.Join('\n', await store.ContentsAsync(withAudit: true));

        var scheme = Assert.Single(await store.RowsAsync("Scheme"));
        Assert.Equal(Rows, Encoding.UTF8.GetString(host.Get<Application.Allocation.ISealer>().Unseal(scheme["SealedList"]!)));
        string[] readable =
        [
            "S1,NEW", "S1,OLD", "S2,NEW", "S2,OLD",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Rows))[..16], Convert.ToHexString(Encoding.UTF8.GetBytes(Rows))[..16],
        ];
        Assert.DoesNotContain(readable, text => contents.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Has_the_same_shape_however_its_rows_are_spread_over_strata(Engine engine)
    {
        var even = await ShapeAsync(engine, i => i % 2 == 0);
        var uneven = await ShapeAsync(engine, i => i is >= 136 and < 140);

        Assert.Equal(4, even.Count);
        Assert.Single(even.Concat(uneven).Select(piece => piece.Content).Distinct());
        Assert.Equal(even, uneven);
    }

    // Pieces by their number: in the order of the table, which is that of their tags.
    private static async Task<List<(string Number, int FirstTag, int Content, int Path)>> ShapeAsync(Engine engine, Func<int, bool> isOfFirst)
    {
        await using var host = await TrialHost.OpenAsync(engine, seal: false);
        _ = await host.SealAsync(Plan, "site,arm\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{(isOfFirst(i) ? "S1" : "S2")},{(i / 2 % 2 == 0 ? "NEW" : "OLD")}\n")));
        var pieces = await new RawStore(host.Location).RowsAsync("ListPiece");
        Assert.Equal(pieces.Select(piece => piece["FirstTag"]).Order(StringComparer.Ordinal), pieces.Select(piece => piece["FirstTag"]));
        return pieces.Select(piece => (piece["Number"]!, piece["FirstTag"]!.Length, piece["Content"]!.Length, piece["Path"]!.Length)).ToList();
    }
}
