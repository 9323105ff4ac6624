using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TrialData.Randomisation;

/// <summary>An uploaded list cut into pieces, so that one allocation opens one of them, and the root that they are committed to by.</summary>
/// <remarks>
/// <para>Construction <c>uploaded list 2</c>, with all numbers of 4 bytes, most significant first, and places counted from 0:</para>
/// <code>
/// text(s)    = length of s in UTF-8 bytes ‖ the UTF-8 bytes of s
/// tag        = the first 16 bytes of HMAC-SHA256(secret, text("TrialData uploaded list 2 tag") ‖ text(cell) ‖ number of the cell's rows before)
/// piece      = from, 16 bytes ‖ to, 16 bytes ‖ 64 × (tag of the row ‖ place of its arm)
/// leaf       = HMAC-SHA256(secret, text("TrialData uploaded list 2 leaf") ‖ number of the piece ‖ piece)
/// </code>
/// <para>
/// Rows are put in the order of their tags, byte by byte, and cut into pieces of 64; what the last lacks is zero bytes. A piece answers
/// for the tags from its first row's to that of the next piece's first row, the latter excluded; the first piece from 00…00, the last to FF…FF. The
/// root is that of a tree over the leaves: two neighbours give SHA-256(01 ‖ left ‖ right), and one without a neighbour goes up as it is.
/// </para>
/// <para>
/// Number, length and order of the pieces follow from the number of rows and from tags that nobody without the secret can tell from random ones:
/// neither the order of rows nor the sizes of strata show. Leaves are keyed so that a short list is not found by trying. The vectors
/// in <c>tests/TrialData.Randomisation.Tests/vectors</c> come from an independent program.
/// </para>
/// </remarks>
public sealed class ListPieces
{
    /// <summary>Rows of a piece.</summary>
    public const int RowsOfPiece = 64;

    internal const int TagLength = 16;
    internal const int RowLength = TagLength + sizeof(int);
    internal const int FirstRow = 2 * TagLength;
    internal const int PieceLength = FirstRow + (RowsOfPiece * RowLength);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ListPieces(string root, IReadOnlyList<ListPiece> pieces) => (Root, Pieces) = (root, pieces);

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public string Root { get; }

    /// <summary>The pieces in the order of their numbers: as secret as the list, but for <see cref="ListPiece.From"/> and <see cref="ListPiece.Path"/>.</summary>
    public IReadOnlyList<ListPiece> Pieces { get; }

    /// <summary>Cuts a list.</summary>
    /// <param name="arms">The arms in their order.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="list">The rows, in order, without the faults that <see cref="UploadedList.Check"/> finds.</param>
    /// <param name="secret">The scheme's secret, 32 bytes.</param>
    public static ListPieces Of(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<ListRow> list, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(arms);
        var rows = Tagged(arms, stratifyBy, list, secret).OrderBy(row => row.Tag, StringComparer.Ordinal).Chunk(RowsOfPiece).ToList();
        var contents = new List<byte[]>();
        var leaves = new List<byte[]>();
        foreach (var (number, piece) in rows.Index())
        {
            contents.Add(Content(number == 0 ? Lowest : piece[0].Tag, number + 1 < rows.Count ? rows[number + 1][0].Tag : Highest, piece));
            leaves.Add(LeafOf(number, contents[number], secret));
        }

        var tree = new HashTree(leaves);
        return new ListPieces(
            Convert.ToHexStringLower(tree.Root),
            [.. contents.Select((content, number) => new ListPiece(number, Convert.ToHexStringLower(content.AsSpan(0, TagLength)), content, Convert.ToHexStringLower(tree.PathOf(number))))]);
    }

    /// <summary>By what a row is found: nobody without the secret can tell whose it is.</summary>
    /// <param name="cell">The stratum's cell.</param>
    /// <param name="used">How many of the stratum's rows come before.</param>
    /// <param name="secret">The scheme's secret, 32 bytes.</param>
    /// <returns>32 hexadecimal digits in lower case. The row is in the piece with the greatest <see cref="ListPiece.From"/> that is not greater.</returns>
    public static string TagOf(string cell, int used, ReadOnlySpan<byte> secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, [.. Text("TrialData uploaded list 2 tag"), .. Text(cell), .. Number(used)]).AsSpan(0, TagLength));

    internal static int CountOf(int rows) => (rows / RowsOfPiece) + (rows % RowsOfPiece == 0 ? 0 : 1);

    internal static byte[] LeafOf(int number, ReadOnlySpan<byte> content, ReadOnlySpan<byte> secret) =>
        HMACSHA256.HashData(secret, [.. Text("TrialData uploaded list 2 leaf"), .. Number(number), .. content]);

    private static string Lowest => new('0', 2 * TagLength);

    private static string Highest => new('f', 2 * TagLength);

    private static List<(string Tag, int Arm)> Tagged(
        IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<ListRow> list, ReadOnlySpan<byte> secret)
    {
        var places = arms.Index().ToDictionary(arm => arm.Item.Arm, arm => arm.Index, StringComparer.Ordinal);
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var tagged = new List<(string, int)>(list.Count);
        foreach (var row in list)
        {
            var cell = UploadedList.CellOf(row, stratifyBy);
            var before = used.GetValueOrDefault(cell);
            used[cell] = before + 1;
            tagged.Add((TagOf(cell, before, secret), places[row.Arm]));
        }

        return tagged;
    }

    private static byte[] Content(string from, string to, IReadOnlyList<(string Tag, int Arm)> rows)
    {
        var content = new byte[PieceLength];
        Convert.FromHexString(from).CopyTo(content, 0);
        Convert.FromHexString(to).CopyTo(content, TagLength);
        foreach (var (place, row) in rows.Index())
        {
            var bytes = content.AsSpan(FirstRow + (place * RowLength), RowLength);
            Convert.FromHexString(row.Tag).CopyTo(bytes);
            BinaryPrimitives.WriteInt32BigEndian(bytes[TagLength..], row.Arm);
        }

        return content;
    }

    private static byte[] Text(string text) => [.. Number(Utf8.GetByteCount(text)), .. Utf8.GetBytes(text)];

    private static byte[] Number(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}

/// <summary>A piece of a list.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="From">The first tag that it answers for, in hexadecimal.</param>
/// <param name="Content">The rows; to be encrypted before they are stored. All pieces have the same length.</param>
/// <param name="Path">What leads from its leaf to the root, in hexadecimal.</param>
public sealed record ListPiece(int Number, string From, byte[] Content, string Path)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{nameof(ListPiece)} {Number}");
}
