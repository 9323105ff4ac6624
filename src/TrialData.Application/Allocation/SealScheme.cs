using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Draws the secret of a trial's scheme, seals it and commits to it. Nobody, the caller included, sees the secret.</summary>
[Requires(Permission.SealScheme)]
public sealed record SealScheme(string TrialCode);

/// <param name="Commitment">SHA-256 over the canonical scheme and the secret: published now, checked after the reveal.</param>
public sealed record SealedScheme(Guid SchemeId, string Commitment);

public sealed record SchemeAlreadySealed()
    : Refusal("allocation.scheme-already-sealed", "The trial's scheme is sealed already; a sealed scheme never changes.");

public sealed record AllocatedElsewhere()
    : Refusal("allocation.made-elsewhere", "The protocol says that allocations of this trial are made elsewhere.");

public sealed record InvalidDesign(string Details)
    : Refusal("allocation.invalid-design", $"The protocol's randomisation design cannot be used: {Details}.");

public sealed class SealSchemeHandler(
    TrialAccess access, ITrials trials, IAllocationVault vault, ISealer sealer, IIdentities identities, AuditNote note, TimeProvider clock)
    : IUseCase<SealScheme, SealedScheme>
{
    private const int SecretBytes = 32;

    public async Task<Outcome<SealedScheme>> HandleAsync(SealScheme request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.SealScheme, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        if (protocol.Randomisation.Unit == RandomisationUnit.External)
        {
            return new AllocatedElsewhere();
        }

        if (await vault.FindSchemeAsync(trial.TrialId, cancellation) is not null)
        {
            return new SchemeAlreadySealed();
        }

        var arms = SchemeDesign.ArmsOf(protocol);
        if (PermutedBlockDesign.Check(arms, protocol.Randomisation.BlockSizes) is { Count: > 0 } faults)
        {
            return new InvalidDesign(string.Join("; ", faults));
        }

        var id = identities.NewId();
        var secret = identities.NewSecret(SecretBytes);
        var design = SchemeDesign.Canonical(protocol, id);
        var commitment = Commitment.Of(design, secret);
        await vault.AddSchemeAsync(
            new NewScheme(id, trial.TrialId, design, commitment, sealer.Seal(secret), clock.GetUtcNow()), cancellation);
        note.Changed("commitment", oldValue: null, commitment);
        return new SealedScheme(id, commitment);
    }
}
