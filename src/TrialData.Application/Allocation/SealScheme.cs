using System.Globalization;
using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Allocation.Clusters;
using TrialData.Application.Allocation.Lists;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Draws the secret of a trial's scheme, seals it and commits to it. Nobody, the caller included, sees the secret.</summary>
/// <param name="Design">The design as JSON: procedure, arms, factors and what the procedure needs. It is kept from whoever enrols.</param>
/// <param name="List">The rows as CSV, where the procedure is an uploaded list; null otherwise.</param>
/// <param name="DeterministicBecause">Why allocations may follow from what is known; needed where the design's probability is 1, and there alone.</param>
/// <param name="Password">The person's own, given again, by which that waiver is signed.</param>
[Requires(Permission.SealScheme)]
public sealed record SealScheme(string TrialCode, string Design, string? List = null, string? DeterministicBecause = null, string? Password = null)
{
    public override string ToString() => nameof(SealScheme);
}

public sealed class SealSchemeValidator : AbstractValidator<SealScheme>
{
    public SealSchemeValidator() => RuleFor(r => r.DeterministicBecause).IsReasonIfAny();
}

/// <param name="Commitment">SHA-256 over the canonical scheme and the secret: published now, checked after the reveal.</param>
public sealed record SchemeSealed(Guid SchemeId, string Procedure, string Commitment)
{
    /// <summary>What a statistician should have thought about; it kept nothing from being sealed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

public sealed record SchemeAlreadySealed()
    : Refusal("allocation.scheme-already-sealed", "The trial's scheme is sealed already; a sealed scheme never changes.");

public sealed record AllocatedElsewhere()
    : Refusal("allocation.made-elsewhere", "The protocol says that allocations of this trial are made elsewhere.");

public sealed record DeterministicNotWaived()
    : Refusal("allocation.deterministic-not-waived", "With probability 1 whoever knows the past knows the next allocation. Say why this trial may do so; the reason is kept with your name.");

public sealed record NothingToWaive()
    : Refusal("allocation.nothing-to-waive", "The design draws every allocation by chance: there is nothing to waive.");

public sealed record SealNotConfirmed()
    : Refusal("allocation.seal-not-confirmed", "Nothing was sealed: sign the waiver with your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed record InvalidDesign(string Details)
    : Refusal("allocation.invalid-design", $"The randomisation design cannot be used. {Details}")
{
    internal static Refusal Of(IReadOnlyList<Fault> faults) => new InvalidDesign(FileFaults.InWords(faults)).Listing(faults);

    internal static Refusal Of(IEnumerable<DesignFault> faults) =>
        Of(faults.Select(fault => new Fault(fault.Place, fault.Value, fault.Reason)).ToList());
}

public sealed class SealSchemeHandler(
    TrialAccess access,
    ITrials trials,
    IAllocationVault vault,
    ISealer sealer,
    IIdentities identities,
    OwnPassword password,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<SealScheme, SchemeSealed>, IPrepared<SealScheme>
{
    public Task PrepareAsync(SealScheme request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<SchemeSealed>> HandleAsync(SealScheme request, CancellationToken cancellation)
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
            return request.List is null ? new SchemeAlreadySealed() : new ListNotAppended();
        }

        if (ListPlan.IsPlan(request.Design) || request.List is not null)
        {
            if (protocol.Randomisation.Unit == RandomisationUnit.Cluster)
            {
                return new ListNotForClusters();
            }

            if (request.DeterministicBecause is not null)
            {
                return new NothingToWaive();
            }

            return request.List is { } list ? await SealListAsync(trial, protocol, request.Design, list, cancellation) : new ListMissing();
        }

        var (design, faults) = SchemeFit.Read(request.Design, protocol);
        if (design is null)
        {
            return InvalidDesign.Of(faults);
        }

        var (id, secret) = (identities.NewId(), identities.NewSecret(SealedDraws.SecretLength));
        return (WhyNone(design, id, secret) ?? await WhyNotWaivedAsync(design, request.DeterministicBecause, cancellation)) is { } none
            ? none
            : await SealAsync(trial, id, secret, design, rows: null, cancellation);
    }

    private async Task<Refusal?> WhyNotWaivedAsync(SchemeDesign design, string? because, CancellationToken cancellation)
    {
        if (design is not Minimisation { Rule.AllowsDeterministic: true })
        {
            return because is null ? null : new NothingToWaive();
        }

        if (string.IsNullOrWhiteSpace(because))
        {
            return new DeterministicNotWaived();
        }

        if (!await password.ConfirmsByItselfAsync(cancellation))
        {
            return new SealNotConfirmed();
        }

        note.Changed("chance", oldValue: null, "waived", because);
        return null;
    }

    // The trial's own sample follows from secret and nonce, which is still to come: this one, without it, tells nothing about that.
    private static Refusal? WhyNone(SchemeDesign design, Guid id, byte[] secret)
    {
        if (design is not ClusterScheme { Design: { Rule.AcceptScoreUpTo: not null } clusters })
        {
            return null;
        }

        using var draws = new SealedDraws(secret, id.ToString("D"));
        return ConstrainedRandomisation.Assess(clusters, draws) switch
        {
            { Acceptable: 0 } seen => new NoneAcceptable(seen.BestScore, seen.CutOff),
            { MayFindNone: true } seen => new FewAcceptable(seen.Acceptable, seen.Considered, seen.Allocations.ToString(CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private async Task<Outcome<SchemeSealed>> SealListAsync(Trial trial, TrialProtocol protocol, string design, string list, CancellationToken cancellation)
    {
        var read = SealedList.Read(design, list, protocol);
        if (read.IsRefused)
        {
            return read.Refusal!;
        }

        var (id, secret) = (identities.NewId(), identities.NewSecret(SealedDraws.SecretLength));
        var (uploaded, pieces) = SealedList.DesignOf(read.Value.Plan, read.Value.Rows, secret);
        if (StoredWidths.FaultsIn(uploaded).ToList() is { Count: > 0 } faults)
        {
            return InvalidDesign.Of(faults);
        }

        var isSealed = await SealAsync(trial, id, secret, uploaded, SealedRows.Of(list, pieces, sealer), cancellation);
        return isSealed with { Warnings = [.. isSealed.Warnings, .. read.Value.Warnings] };
    }

    private async Task<SchemeSealed> SealAsync(
        Trial trial, Guid id, byte[] secret, SchemeDesign design, SealedRows? rows, CancellationToken cancellation)
    {
        var document = new SchemeDocument(trial.Code, id.ToString("D"), design, TakesNonce: true).ToCanonicalJson();
        var commitment = Commitment.Of(document, secret);
        var scheme = new NewScheme(id, trial.TrialId, document, commitment, sealer.Seal(secret), rows, clock.GetUtcNow(), context.Actor.AccountId!.Value);
        await vault.AddSchemeAsync(scheme, cancellation);
        note.Changed("commitment", oldValue: null, commitment);
        return new SchemeSealed(id, design.Procedure, commitment) { Warnings = DesignWarnings.Of(design).Select(warning => warning.Text).ToList() };
    }
}
