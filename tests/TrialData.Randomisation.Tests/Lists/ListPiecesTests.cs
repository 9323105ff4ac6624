using System.Security.Cryptography;

namespace TrialData.Randomisation.Tests;

public sealed class A_list_in_pieces
{
    private static readonly ArmRatio[] Arms = Designs.Equal;
    private static readonly SimulationDraws NoDraws = new(1);

    public static TheoryData<int> Vector => [.. Enumerable.Range(0, Vectors.Lists.Count)];

    [Theory, MemberData(nameof(Vector))]
    public void Is_cut_and_committed_to_as_an_independent_program_does(int number)
    {
        var vector = Vectors.Lists[number];
        var secret = Convert.FromHexString(vector.Secret);
        var (list, rows) = ListOf(vector);

        var pieces = ListPieces.Of(list.Arms, list.Factors, rows, secret);

        Assert.Equal(vector.Root, pieces.Root);
        Assert.Equal(
            vector.Pieces,
            pieces.Pieces.Select(piece => new PieceVector(piece.From, Convert.ToHexStringLower(SHA256.HashData(piece.Content)), piece.Path)));
        Assert.Equal(vector.LastPiece, Convert.ToHexStringLower(pieces.Pieces[^1].Content));
        Assert.Equal(vector.Root, list.DigestUnder(secret));
        Assert.Equal(vector.Digest, UploadedList.DigestOf(list.Factors, rows, secret));
    }

    [Theory, MemberData(nameof(Vector))]
    public void Allocates_row_by_row_as_the_whole_list_does_and_then_nobody(int number)
    {
        var vector = Vectors.Lists[number];
        var (list, rows) = ListOf(vector);
        var pieces = ListPieces.Of(list.Arms, list.Factors, rows, Convert.FromHexString(vector.Secret));
        var used = new Dictionary<string, int>(StringComparer.Ordinal);

        foreach (var row in rows)
        {
            var cell = Assert.Single(list.CellsOf(row.Levels));
            var cells = new[] { new CellState(cell, [used.GetValueOrDefault(cell)]) };
            var taken = Opened(vector, list, pieces, cells[0]).Allocate(NoDraws, row.Levels, cells)!;
            Assert.Equal(row.Arm, taken.Arm);
            Assert.Equivalent(list.Allocate(NoDraws, row.Levels, cells), taken);
            used[cell] = taken.After[0].Counters[0];
        }

        Assert.Equal(rows.Count, used.Values.Sum());
        foreach (var levels in rows.Select(row => row.Levels))
        {
            var full = list.CellsOf(levels).Select(cell => new CellState(cell, [used[cell]])).ToList();
            Assert.Null(Opened(vector, list, pieces, full[0]).Allocate(NoDraws, levels, full));
        }
    }

    // Numbers of rows about the ends of pieces and of the tree's levels.
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(192)]
    [InlineData(193)]
    [InlineData(64 * 13)]
    public void Proves_every_piece_at_its_number_and_at_no_other(int count)
    {
        var secret = PlayedLedger.Secret;
        var rows = Rows(count, strata: 3);
        var pieces = ListPieces.Of(Arms, [Designs.Site], rows, secret);
        var list = new UploadedList(Arms, [Designs.Site], rows, pieces.Root, isInPieces: true);

        Assert.Equal((count + 63) / 64, pieces.Pieces.Count);
        Assert.All(pieces.Pieces, piece => Assert.NotNull(OpenedPiece.Prove(list, piece, secret)));
        Assert.All(pieces.Pieces, piece => Assert.All(
            Enumerable.Range(-1, pieces.Pieces.Count + 2).Where(number => number != piece.Number),
            number => Assert.Null(OpenedPiece.Prove(list, piece with { Number = number }, secret))));
    }

    [Fact]
    public void Proves_no_piece_that_was_changed_whatever_of_it()
    {
        var secret = PlayedLedger.Secret;
        var rows = Rows(700, strata: 3);
        var pieces = ListPieces.Of(Arms, [Designs.Site], rows, secret);
        var list = new UploadedList(Arms, [Designs.Site], rows, pieces.Root, isInPieces: true);
        var piece = pieces.Pieces[4];

        for (var at = 0; at < piece.Content.Length; at++)
        {
            Assert.Null(OpenedPiece.Prove(list, piece with { Content = Flipped(piece.Content, at) }, secret));
        }

        var path = Convert.FromHexString(piece.Path);
        for (var at = 0; at < path.Length; at++)
        {
            Assert.Null(OpenedPiece.Prove(list, piece with { Path = Convert.ToHexStringLower(Flipped(path, at)) }, secret));
        }

        Assert.Null(OpenedPiece.Prove(list, piece with { Path = "" }, secret));
        Assert.Null(OpenedPiece.Prove(list, piece with { Path = piece.Path[..^2] }, secret));
        Assert.Null(OpenedPiece.Prove(list, piece with { Path = piece.Path + "00" }, secret));
        Assert.Null(OpenedPiece.Prove(list, piece with { Content = piece.Content[..^1] }, secret));
        Assert.Null(OpenedPiece.Prove(list, piece, Flipped(secret, 0)));
        var other = ListPieces.Of(Arms, [Designs.Site], rows, Flipped(secret, 0));
        Assert.Null(OpenedPiece.Prove(list, other.Pieces[4], secret));
        Assert.Null(OpenedPiece.Prove(new UploadedList(Arms, [Designs.Site], rows, other.Root, isInPieces: true), piece, secret));
    }

    [Fact]
    public void Stops_where_it_is_given_another_piece_than_the_one_that_answers_for_the_row()
    {
        var secret = PlayedLedger.Secret;
        var rows = Rows(700, strata: 3);
        var pieces = ListPieces.Of(Arms, [Designs.Site], rows, secret);
        var list = new UploadedList(Arms, [Designs.Site], rows, pieces.Root, isInPieces: true);
        var cells = new[] { new CellState("site=S1", [5]) };
        var right = Piece(pieces, ListPieces.TagOf("site=S1", 5, secret));

        Assert.NotNull(OpenedPiece.Prove(list, right, secret)!.Allocate(NoDraws, rows[1].Levels, cells));
        Assert.All(
            pieces.Pieces.Where(piece => piece != right),
            piece => Assert.Throws<InvalidOperationException>(() => OpenedPiece.Prove(list, piece, secret)!.Allocate(NoDraws, rows[1].Levels, cells)));
    }

    [Fact]
    public void Shows_nothing_of_the_sizes_of_strata()
    {
        var even = ListPieces.Of(Arms, [Designs.Site], Rows(999, strata: 3), PlayedLedger.Secret);
        var uneven = ListPieces.Of(Arms, [Designs.Site], Rows(999, strata: 700), PlayedLedger.Secret);

        Assert.Single(even.Pieces.Concat(uneven.Pieces).Select(piece => piece.Content.Length).Distinct());
        Assert.Equal(even.Pieces.Select(piece => (piece.Number, piece.From.Length, piece.Path.Length)), uneven.Pieces.Select(piece => (piece.Number, piece.From.Length, piece.Path.Length)));
    }

    // Of each piece, the rows that it would hold if strata were spread over pieces as by lot: 64 of 700 in a stratum of a third are 21, within
    // four standard deviations of a draw without replacement, √(64 · 1/3 · 2/3 · 636/699) = 3.6.
    [Fact]
    public void Spreads_the_rows_of_a_stratum_over_all_pieces()
    {
        var (secret, rows) = (PlayedLedger.Secret, Rows(700, strata: 3));
        var pieces = ListPieces.Of(Arms, [Designs.Site], rows, secret);
        var inPiece = Enumerable.Range(0, 233).Select(used => Piece(pieces, ListPieces.TagOf("site=S1", used, secret)).Number).CountBy(number => number).ToDictionary();

        Assert.All(pieces.Pieces.SkipLast(1), piece => Assert.InRange(inPiece[piece.Number], 21 - 15, 21 + 15));
    }

    private static OpenedPiece Opened(ListVector vector, UploadedList list, ListPieces pieces, CellState cell)
    {
        var secret = Convert.FromHexString(vector.Secret);
        return OpenedPiece.Prove(list, Piece(pieces, ListPieces.TagOf(cell.Cell, cell.Counters[0], secret)), secret)!;
    }

    private static ListPiece Piece(ListPieces pieces, string tag) => pieces.Pieces.Last(piece => string.CompareOrdinal(piece.From, tag) <= 0);

    private static (UploadedList List, IReadOnlyList<ListRow> Rows) ListOf(ListVector vector)
    {
        var arms = vector.Arms.Select(arm => new ArmRatio(arm, 1)).ToList();
        var factors = vector.Factors.Select(name => new Factor(name, [])).ToList();
        var rows = vector.Rows
            .Select(row => new ListRow(vector.Factors.Zip(row.Levels).ToDictionary(level => level.First, level => level.Second), row.Arm))
            .ToList();
        return (new UploadedList(arms, factors, rows, vector.Root, isInPieces: true), rows);
    }

    private static List<ListRow> Rows(int count, int strata) =>
        [.. Enumerable.Range(0, count).Select(i => new ListRow(new Dictionary<string, string> { ["site"] = FormattableString.Invariant($"S{i % strata}") }, Arms[i * 7 % 11 % 2].Arm))];

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }
}
