using System.Text;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Lists;

/// <summary>The rows of an uploaded list, encrypted like the secret.</summary>
/// <param name="Whole">The text of its file, to the letter, for the reveal.</param>
/// <param name="Pieces">The same rows in pieces, of which an allocation opens one.</param>
public sealed record SealedRows(string Whole, IReadOnlyList<SealedPiece> Pieces)
{
    internal static SealedRows Of(string list, ListPieces pieces, ISealer sealer) => new(
        sealer.Seal(Encoding.UTF8.GetBytes(list)),
        pieces.Pieces.Select(piece => new SealedPiece(piece.Number, piece.From, sealer.Seal(piece.Content), piece.Path)).ToList());

    internal static string TextOf(string whole, ISealer sealer) => Encoding.UTF8.GetString(sealer.Unseal(whole));
}

/// <param name="FirstTag">The first tag that the piece answers for; tells nothing without the secret.</param>
/// <param name="Path">What proves that the piece belongs to the list that was committed to.</param>
public sealed record SealedPiece(int Number, string FirstTag, string Content, string Path)
{
    public override string ToString() => FormattableString.Invariant($"{nameof(SealedPiece)} {Number}");
}
