using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Downtime;

/// <summary>Takes slots out that nobody was allocated by: returned unopened, spoiled or lost. They never count, and are never issued again.</summary>
[Requires(Permission.Randomise)]
public sealed record WithdrawDowntimeSlots(string TrialCode, string SiteCode, IReadOnlyList<int> Slots, SlotFate Fate, string Reason);

public sealed class WithdrawDowntimeSlotsValidator : AbstractValidator<WithdrawDowntimeSlots>
{
    private const int MostAtOnce = 1000;

    public WithdrawDowntimeSlotsValidator()
    {
        RuleFor(r => r.Slots).NotEmpty().Must(slots => slots is null || (slots.Count <= MostAtOnce && slots.Distinct().Count() == slots.Count)).WithMessage("names a slot twice, or too many.");
        RuleFor(r => r.Fate).IsInEnum().NotEqual(SlotFate.Used).WithMessage("A used slot is entered with its participant.");
        RuleFor(r => r.Reason).IsReason();
    }
}

public sealed record WithdrawnSlots(string Site, IReadOnlyList<int> Slots, SlotFate Fate);

public sealed record NoSuchSlot(string Site, int Slot)
    : Refusal("downtime.no-such-slot", Invariant($"No slot {Slot} was ever issued for site {Site}."));

public sealed class WithdrawDowntimeSlotsHandler(
    TrialAccess access, IAllocationVault vault, IDowntimeStock stock, MailDesk mail, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<WithdrawDowntimeSlots, WithdrawnSlots>
{
    public async Task<Outcome<WithdrawnSlots>> HandleAsync(WithdrawDowntimeSlots request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.Randomise, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var located = await access.FindSiteAsync(scope, request.SiteCode, cancellation);
        if (located.IsRefused)
        {
            return located.Refusal!;
        }

        if (await vault.FindSchemeAsync(trial.TrialId, cancellation) is not { } scheme)
        {
            return new SchemeNotSealed();
        }

        var site = located.Value;
        _ = await vault.LockLedgerAsync(scheme, cancellation);
        var issued = (await stock.ListAsync(SiteScope.Only(trial.TrialId, [site.SiteId]), cancellation)).ToDictionary(slot => slot.Number);
        foreach (var number in request.Slots.Order())
        {
            if (issued.GetValueOrDefault(number) is not { } slot)
            {
                return new NoSuchSlot(site.Code, number);
            }

            if (slot.Fate is { } fate)
            {
                return new SlotSettled(number, fate);
            }

            await stock.SettleAsync(
                new NewSlotFate(slot.DowntimeSlotId, request.Fate, ParticipantId: null, OpenedOn: null, request.Reason, clock.GetUtcNow(), context.Actor.AccountId!.Value),
                cancellation);
            note.Changed(Invariant($"downtimeSlot.{number}"), oldValue: null, request.Fate.ToString(), request.Reason);
        }

        // Who enrols and withdraws could pass over an arm alone: somebody else is to look.
        await mail.PostToRolesAsync(
            Letters.EnvelopesWithdrawn(context.Actor.Name, trial.Code, site.Code, string.Join(", ", request.Slots.Order().Select(slot => AuditHash.Text(slot))), request.Fate.ToString().ToLowerInvariant()),
            [Role.Manager],
            trial.TrialId,
            site.SiteId,
            cancellation);
        return new WithdrawnSlots(site.Code, request.Slots.Order().ToList(), request.Fate);
    }
}
