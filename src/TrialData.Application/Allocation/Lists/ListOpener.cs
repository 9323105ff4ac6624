using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Lists;

/// <summary>Opens as much of a sealed list as an allocation needs, and proves it against what was committed to.</summary>
/// <remarks>What does not prove is a fault of the store, not an answer: nobody is allocated by it.</remarks>
public sealed class ListOpener(IAllocationVault vault, ISealer sealer)
{
    internal async Task<SchemeDesign> OpenAsync(Scheme scheme, ConcealedList list, CellState cell, byte[] secret, CancellationToken cancellation) =>
        list.IsInPieces
            ? await PieceAsync(scheme, list, ListPieces.TagOf(cell.Cell, cell.Counters[0], secret), secret, cancellation)
            : await WholeAsync(scheme, secret, cancellation);

    private async Task<OpenedPiece> PieceAsync(Scheme scheme, ConcealedList list, string tag, byte[] secret, CancellationToken cancellation) =>
        await vault.FindPieceAsync(scheme.SchemeId, tag, cancellation) is { } piece
        && OpenedPiece.Prove(list, new ListPiece(piece.Number, piece.FirstTag, sealer.Unseal(piece.Content), piece.Path), secret) is { } opened
            ? opened
            : throw new InvalidOperationException("A piece of the sealed list is missing, or is not the one that was committed to.");

    private async Task<UploadedList> WholeAsync(Scheme scheme, byte[] secret, CancellationToken cancellation)
    {
        var whole = await vault.FindSealedListAsync(scheme.SchemeId, cancellation) ?? throw NotCommittedTo();
        var text = ListText.Read(SealedRows.TextOf(whole, sealer), scheme.Document.Design.Factors);
        return text.Faults.Count == 0
            && SchemeDocument.Read(scheme.Design, text.Rows).Value is { Design: UploadedList design }
            && design.DigestUnder(secret) == design.Digest
                ? design
                : throw NotCommittedTo();
    }

    private static InvalidOperationException NotCommittedTo() => new("The sealed list is not the one that was committed to.");
}
