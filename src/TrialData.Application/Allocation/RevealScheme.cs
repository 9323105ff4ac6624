using TrialData.Application.Administration;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Lists;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation;

/// <summary>
/// Reveals a scheme's secret once nobody is recruited any more. It takes two people, a manager and a randomisation administrator: the
/// first asks, the second reveals. From then on nobody can be allocated.
/// </summary>
[Requires(Permission.RevealSecret)]
public sealed record RevealScheme(string TrialCode);

/// <param name="Secret">In hexadecimal; null while the second person is awaited.</param>
/// <param name="List">The rows of an uploaded list as they stood in its file, which the replay needs too; null where the scheme is none.</param>
public sealed record SchemeReveal(string Commitment, string? Secret, string? List = null)
{
    public override string ToString() => nameof(SchemeReveal);
}

public sealed record RecruitmentOpen(string Sites)
    : Refusal("allocation.recruitment-open", $"The secret is revealed after the last allocation. These sites still take in participants: {Sites}.");

public sealed record SlotsOutstanding(string Slots)
    : Refusal("allocation.slots-outstanding", $"After the reveal no downtime slot can be entered any more. These are still out: {Slots}.");

public sealed record SecondPersonNeeded()
    : Refusal("allocation.second-person-needed", "You have asked for the reveal. The other of manager and randomisation administrator, a second person, reveals the secret.");

public sealed class RevealSchemeHandler(
    LedgerAccess ledger,
    IAllocationVault vault,
    ITrials trials,
    IAccounts accounts,
    ISealer sealer,
    ICodeBreaks codeBreaks,
    IDowntimeStock slots,
    IIdentities identities,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<RevealScheme, SchemeReveal>
{
    private static readonly Role[] Both = [Role.Manager, Role.RandomisationAdministrator];

    public async Task<Outcome<SchemeReveal>> HandleAsync(RevealScheme request, CancellationToken cancellation)
    {
        var found = await ledger.FindAsync(request.TrialCode, Permission.RevealSecret, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var scheme = found.Value;
        if (scheme.RevealedAt is not null)
        {
            return await RevealedAsync(scheme, cancellation);
        }

        if (await OpenSitesAsync(cancellation) is { Length: > 0 } open)
        {
            return new RecruitmentOpen(open);
        }

        var outstanding = (await slots.ListAsync(SiteScope.WholeTrial(note.TrialId!.Value), cancellation)).Where(slot => slot.Fate is null).ToList();
        if (outstanding.Count > 0)
        {
            return new SlotsOutstanding(string.Join(", ", outstanding.Select(slot => FormattableString.Invariant($"{slot.Site}/{slot.Number}"))));
        }

        var actor = context.Actor.AccountId!.Value;
        if (scheme.RevealAskedBy is not { } first || !await IsOneOfBothAsync(first, cancellation))
        {
            await vault.KeepSchemeAsync(scheme with { RevealAskedBy = actor }, cancellation);
            note.Changed("revealAskedBy", oldValue: null, context.Actor.Name);
            return new SchemeReveal(scheme.Commitment, Secret: null);
        }

        if (first == actor || !await AreBothAsync(first, actor, cancellation))
        {
            return new SecondPersonNeeded();
        }

        var now = clock.GetUtcNow();
        await vault.KeepSchemeAsync(scheme with { RevealedAt = now }, cancellation);
        note.Changed("revealedAt", oldValue: null, AuditHash.Text(now));
        await RegisterAsync(now, actor, cancellation);
        return await RevealedAsync(scheme, cancellation);
    }

    // From now on everybody can be shown the ledger: the arms of all become known, as planned.
    private async Task RegisterAsync(DateTimeOffset now, long actor, CancellationToken cancellation)
    {
        await codeBreaks.AddAsync(
            new NewCodeBreak(
                identities.NewId(), note.TrialId!.Value, ParticipantId: null, CodeBreakKind.Planned, IsByHand: false, "everybody", TrialDay.Of(now),
                "The secret of the scheme was revealed.", now, actor),
            cancellation);
        note.Changed(CodeBreakField.Name, oldValue: null, nameof(CodeBreakKind.Planned), "The secret of the scheme was revealed.");
    }

    private async Task<SchemeReveal> RevealedAsync(Scheme scheme, CancellationToken cancellation) => new(
        scheme.Commitment,
        Convert.ToHexStringLower(sealer.Unseal(scheme.SealedSecret)),
        await vault.FindSealedListAsync(scheme.SchemeId, cancellation) is { } whole ? SealedRows.TextOf(whole, sealer) : null);

    private async Task<string> OpenSitesAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        var sites = await trials.SitesAsync(note.TrialId!.Value, cancellation);
        return string.Join(", ", sites.Where(site => site.ActivatedOn is not null && !(site.ClosedOn <= today)).Select(site => site.Code));
    }

    // Whoever asked first may have left the trial since, and would leave it with a secret that nobody can reveal.
    private async Task<bool> IsOneOfBothAsync(long first, CancellationToken cancellation) => (await RolesAsync(first, cancellation)).Intersect(Both).Any();

    // One is the manager and the other the administrator, whatever else they are.
    private async Task<bool> AreBothAsync(long first, long second, CancellationToken cancellation)
    {
        var (roles, others) = (await RolesAsync(first, cancellation), await RolesAsync(second, cancellation));
        return Both.Any(role => roles.Contains(role) && Both.Any(other => other != role && others.Contains(other)));
    }

    private async Task<IReadOnlyList<Role>> RolesAsync(long account, CancellationToken cancellation)
    {
        var held = await accounts.GrantsOfAsync(account, clock.Today(), cancellation);
        return held.Where(grant => grant.TrialId is null || grant.TrialId == note.TrialId).Select(grant => grant.Role).ToList();
    }
}
