using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>A trial's scheme as it was sealed: a later version of the protocol does not change it.</summary>
/// <param name="Design">The document that the commitment was made over, canonical.</param>
/// <param name="SealedSecret">The secret as the sealer returned it; useless without the key ring, which is kept elsewhere.</param>
/// <param name="SealedBy">Null for schemes of before anybody asked.</param>
/// <param name="Nonce">The second person's, in hexadecimal; null until it is given.</param>
/// <param name="RevealAskedBy">The first of the two who reveal the secret.</param>
/// <param name="RevealedAt">Since then nobody can be allocated any more.</param>
public sealed record Scheme(
    long SchemeId,
    Guid PublicId,
    string Design,
    string Commitment,
    string SealedSecret,
    DateTimeOffset SealedAt,
    long? SealedBy,
    string? Nonce,
    long? RevealAskedBy,
    DateTimeOffset? RevealedAt)
{
    private SchemeDocument? document;

    /// <summary>What was committed to; of an uploaded list without its rows, which only <see cref="Lists.ListOpener"/> unseals.</summary>
    public SchemeDocument Document => document ??= SchemeDocument.ReadConcealed(Design).Value
        ?? throw new InvalidOperationException("The scheme was sealed by a program that knows more procedures than this one.");

    /// <summary>Whether a second person still has to mix in a nonce before anybody is allocated.</summary>
    public bool WaitsForNonce => Nonce is null && Document.TakesNonce;

    /// <summary>What keeps everybody from being allocated by it, or entered as allocated from an envelope; null where nothing does.</summary>
    public Pipeline.Refusal? WhyNotDrawn => this switch
    {
        { WaitsForNonce: true } => new NonceMissing(),
        { RevealedAt: not null } => new SchemeRevealed(),
        _ => null,
    };

    /// <summary>The first line of the scheme's ledger.</summary>
    public LedgerHeader Header => new(Design, Commitment, Nonce);

    /// <summary>Design and draws, to be disposed of as soon as the draw is made.</summary>
    public OpenedScheme Open(ISealer sealer) => new(Document.Design, DrawsUnder(sealer.Unseal(SealedSecret)));

    internal SealedDraws DrawsUnder(byte[] secret) =>
        new(Nonce is null ? secret : DrawKey.Of(secret, Convert.FromHexString(Nonce)), PublicId.ToString("D"));
}

internal static class DrawableScheme
{
    /// <summary>The trial's scheme, where it can be drawn from; otherwise why not.</summary>
    public static async Task<Pipeline.Outcome<Scheme>> FindDrawableAsync(this IAllocationVault vault, long trialId, CancellationToken cancellation) =>
        await vault.FindSchemeAsync(trialId, cancellation) switch
        {
            null => new SchemeNotSealed(),
            { WhyNotDrawn: { } unready } => unready,
            var scheme => scheme,
        };
}

/// <summary>A scheme with all that it draws by.</summary>
public sealed record OpenedScheme(SchemeDesign Design, SealedDraws Draws) : IDisposable
{
    public void Dispose() => Draws.Dispose();

    public override string ToString() => nameof(OpenedScheme);
}

public sealed record NewScheme(
    Guid PublicId, long TrialId, string Design, string Commitment, string SealedSecret, Lists.SealedRows? Rows, DateTimeOffset SealedAt, long SealedBy);

public sealed record SchemeNotSealed()
    : Pipeline.Refusal("allocation.scheme-not-sealed", "The trial's randomisation scheme has not been sealed yet.");

public sealed record NonceMissing()
    : Pipeline.Refusal("allocation.nonce-missing", "The scheme is sealed, and waits for the second person's nonce.");
