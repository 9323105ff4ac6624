using System.Text;
using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>
/// Mixes a second person's nonce into a sealed scheme, after which participants can be allocated. Whoever sealed it is held to the
/// secret by the commitment, so that nobody could try secrets until one suits.
/// </summary>
/// <param name="Nonce">Any text that the first person could not foresee; it is published.</param>
[Requires(Permission.GiveNonce)]
public sealed record GiveNonce(string TrialCode, string Nonce);

/// <param name="Nonce">As it stands in the ledger: the text's UTF-8 bytes in hexadecimal.</param>
public sealed record NonceGiven(string Commitment, string Nonce);

public sealed record NonceGivenAlready()
    : Refusal("allocation.nonce-given-already", "The scheme has its nonce already; a sealed scheme never changes.");

public sealed record NonceOfTheSealer()
    : Refusal("allocation.nonce-of-the-sealer", "Whoever sealed the scheme cannot give its nonce; a second person must.");

public sealed class GiveNonceValidator : AbstractValidator<GiveNonce>
{
    public GiveNonceValidator() =>
        RuleFor(request => request.Nonce)
            .Must(nonce => nonce is not null && Encoding.UTF8.GetByteCount(nonce) is >= DrawKey.ShortestNonce and <= DrawKey.LongestNonce)
            .WithMessage(FormattableString.Invariant($"A nonce has from {DrawKey.ShortestNonce} to {DrawKey.LongestNonce} bytes in UTF-8."));
}

public sealed class GiveNonceHandler(TrialAccess access, IAllocationVault vault, RequestContext context, AuditNote note)
    : IUseCase<GiveNonce, NonceGiven>
{
    public async Task<Outcome<NonceGiven>> HandleAsync(GiveNonce request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.GiveNonce, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        if (await vault.FindSchemeAsync(found.Value.Trial.TrialId, cancellation) is not { } scheme)
        {
            return new SchemeNotSealed();
        }

        if (!scheme.WaitsForNonce)
        {
            return new NonceGivenAlready();
        }

        if (scheme.SealedBy == context.Actor.AccountId)
        {
            return new NonceOfTheSealer();
        }

        var nonce = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(request.Nonce));
        await vault.KeepSchemeAsync(scheme with { Nonce = nonce }, cancellation);
        note.Changed("nonce", oldValue: null, nonce);
        return new NonceGiven(scheme.Commitment, nonce);
    }
}
