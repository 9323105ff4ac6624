using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Downtime;

/// <summary>Issues slots for a site, to be printed and sealed before the program cannot be reached. Whoever prints them sees their arms.</summary>
/// <remarks>Each issue begins a block of its own, so that what an earlier one left over tells nothing about it.</remarks>
[Requires(Permission.IssueDowntimeSlots)]
public sealed record IssueDowntimeSlots(string TrialCode, string SiteCode, int Count);

public sealed class IssueDowntimeSlotsValidator : AbstractValidator<IssueDowntimeSlots>
{
    private const int MostAtOnce = 100;

    public IssueDowntimeSlotsValidator() => RuleFor(r => r.Count).InclusiveBetween(1, MostAtOnce);
}

/// <param name="Code">Stands inside with the arm, and is asked for when the slot is entered.</param>
public sealed record DowntimeEnvelope(int Number, string Arm, string ArmLabel, string Code)
{
    public override string ToString() => Invariant($"{nameof(DowntimeEnvelope)} {Number}");
}

public sealed record IssuedEnvelopes(string TrialCode, string Title, string Site, string SiteName, DateTimeOffset IssuedAt, IReadOnlyList<DowntimeEnvelope> Envelopes);

public sealed record SlotsNotForClusters()
    : Refusal("downtime.not-for-clusters", "A participant has the arm of the cluster, which whoever may see it at the site knows already: there is nothing to keep in an envelope. Enter who came once the program can be reached.");

public sealed class IssueDowntimeSlotsHandler(
    TrialAccess access,
    ITrials trials,
    IAllocationVault vault,
    IDowntimeStock stock,
    ISealer sealer,
    IIdentities identities,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<IssueDowntimeSlots, IssuedEnvelopes>
{
    public async Task<Outcome<IssuedEnvelopes>> HandleAsync(IssueDowntimeSlots request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.IssueDowntimeSlots, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var site = await access.FindSiteAsync(scope, request.SiteCode, cancellation);
        if (site.IsRefused)
        {
            return site.Refusal!;
        }

        var scheme = await vault.FindDrawableAsync(trial.TrialId, cancellation);
        if (scheme.IsRefused)
        {
            return scheme.Refusal!;
        }

        return scheme.Value.Document.Design is ClusterScheme
            ? new SlotsNotForClusters()
            : await IssueAsync(request, trial, site.Value, scheme.Value, cancellation);
    }

    private async Task<IssuedEnvelopes> IssueAsync(IssueDowntimeSlots request, Trial trial, Site site, Scheme scheme, CancellationToken cancellation)
    {
        // Locked with the ledger: the same numbers are never issued twice.
        _ = await vault.LockLedgerAsync(scheme, cancellation);
        var issued = await stock.ListAsync(SiteScope.Only(trial.TrialId, [site.SiteId]), cancellation);
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var design = scheme.Document.Design;
        var block = DowntimeSlots.BlockLength(design);
        var first = (issued.Select(slot => slot.Number).DefaultIfEmpty(0).Max() + block - 1) / block * block;
        var now = clock.GetUtcNow();
        var envelopes = new List<DowntimeEnvelope>();
        using var opened = scheme.Open(sealer);
        for (var number = first; number < first + request.Count; number++)
        {
            var slot = DowntimeSlots.Of(design, opened.Draws, site.Code, number);
            var code = EnvelopeCode.New(identities);
            await stock.AddAsync(
                new NewDowntimeSlot(scheme.SchemeId, site.SiteId, number + 1, EnvelopeCode.HashOf(scheme, site.SiteId, number + 1, code), now, context.Actor.AccountId!.Value),
                cancellation);
            envelopes.Add(new DowntimeEnvelope(number + 1, slot.Arm, protocol.FindArm(slot.Arm)?.Label ?? slot.Arm, code));
        }

        note.Changed("downtimeSlots", oldValue: null, Invariant($"{first + 1}-{first + request.Count}"));
        return new IssuedEnvelopes(trial.Code, protocol.Title, site.Code, site.Name, now, envelopes);
    }
}
