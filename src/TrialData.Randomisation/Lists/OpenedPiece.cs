using System.Buffers.Binary;

namespace TrialData.Randomisation;

/// <summary>An uploaded list of which one piece has been opened and proved: it allocates whoever's row the piece answers for.</summary>
public sealed class OpenedPiece : ConcealedList
{
    private readonly byte[] secret;
    private readonly ListPiece piece;

    private OpenedPiece(ConcealedList list, ListPiece piece, byte[] secret)
        : base(list.Arms, list.Factors, list.Rows, list.Digest, isInPieces: true) => (this.piece, this.secret) = (piece, secret);

    /// <summary>Proves that a piece belongs to the list, at its number.</summary>
    /// <param name="list">The list as it was committed to.</param>
    /// <param name="piece">The piece, decrypted.</param>
    /// <param name="secret">The scheme's secret, 32 bytes.</param>
    /// <returns>The list with that piece; null where the piece does not lead to the root that was committed to.</returns>
    public static OpenedPiece? Prove(ConcealedList list, ListPiece piece, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(piece);
        var pieces = ListPieces.CountOf(list.Rows);
        return list.IsInPieces
            && piece.Number >= 0 && piece.Number < pieces
            && piece.Content.Length == ListPieces.PieceLength
            && HashTree.RootOf(ListPieces.LeafOf(piece.Number, piece.Content, secret), piece.Number, pieces, Convert.FromHexString(piece.Path)) is { } root
            && Convert.ToHexStringLower(root) == list.Digest
                ? new OpenedPiece(list, piece, secret)
                : null;
    }

    private protected override SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells)
    {
        var tag = Convert.FromHexString(ListPieces.TagOf(cells[0].Cell, cells[0].Counters[0], secret));
        var content = piece.Content.AsSpan();
        if (tag.AsSpan().SequenceCompareTo(content[..ListPieces.TagLength]) < 0 || tag.AsSpan().SequenceCompareTo(content[ListPieces.TagLength..ListPieces.FirstRow]) >= 0)
        {
            throw new InvalidOperationException("The piece of the list is another than the one that answers for the row.");
        }

        var rows = Math.Min(ListPieces.RowsOfPiece, Rows - (piece.Number * ListPieces.RowsOfPiece));
        for (var row = 0; row < rows; row++)
        {
            var bytes = content.Slice(ListPieces.FirstRow + (row * ListPieces.RowLength), ListPieces.RowLength);
            if (bytes.StartsWith(tag))
            {
                return Taken(cells, BinaryPrimitives.ReadInt32BigEndian(bytes[ListPieces.TagLength..]));
            }
        }

        return null;
    }
}
