using System.Globalization;
using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Administration.Mail;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.CodeBreaks;

/// <summary>Discloses one participant's arm in an emergency, to a person who gives a reason and the own password again.</summary>
[Requires(Permission.BreakBlind)]
public sealed record BreakBlind(string TrialCode, Guid ParticipantId, string Reason, string Password)
{
    public override string ToString() => nameof(BreakBlind);
}

public sealed class BreakBlindValidator : AbstractValidator<BreakBlind>
{
    public BreakBlindValidator() => RuleFor(r => r.Reason).IsReason();
}

/// <param name="CodeBreakId">The entry in the register.</param>
/// <param name="Notified">To how many people a notice is on its way; it does not name the arm.</param>
public sealed record BrokenBlind(string Number, string Arm, string ArmLabel, DateTimeOffset BrokenAt, Guid CodeBreakId, int Notified);

/// <summary>Whether the password was wrong or the account is locked is not said.</summary>
public sealed record BlindNotBroken()
    : Refusal("code-break.refused", "This did not break the blind. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed record NotNamedForEmergencies()
    : Refusal("code-break.not-named", "The protocol names other roles for breaking the blind in an emergency.");

public sealed class BreakBlindHandler(
    ParticipantAccess access,
    IAllocationVault vault,
    ICodeBreaks codeBreaks,
    OwnPassword password,
    MailDesk mail,
    IIdentities identities,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<BreakBlind, BrokenBlind>, IPrepared<BreakBlind>
{
    public Task PrepareAsync(BreakBlind request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<BrokenBlind>> HandleAsync(BreakBlind request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.BreakBlind, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, _, protocol) = found.Value;
        if (!IsNamed(protocol, participant))
        {
            return new NotNamedForEmergencies();
        }

        if (await vault.FindAsync(participant.ParticipantId, cancellation) is not { } allocation)
        {
            return new NothingToUnblind(participant.Number);
        }

        return await password.ProveAsync(cancellation) is { } account
            ? await DiscloseAsync(request, found.Value, allocation.Arm, account, cancellation)
            : new BlindNotBroken();
    }

    // A protocol that says nothing leaves it to the table of roles, and to whom an investigator delegated it.
    private bool IsNamed(TrialProtocol protocol, Participant participant) =>
        protocol.Unblinding is not { Emergency: { Count: > 0 } named } || context.RolesWith(Permission.BreakBlind, participant.TrialId, participant.SiteId).Any(named.Contains);

    private async Task<BrokenBlind> DiscloseAsync(
        BreakBlind request, ParticipantInScope found, string arm, Account account, CancellationToken cancellation)
    {
        var (participant, trial, protocol) = found;
        var now = clock.GetUtcNow();
        var entry = new NewCodeBreak(
            identities.NewId(), participant.TrialId, participant.ParticipantId, CodeBreakKind.Emergency, IsByHand: false, account.Name, TrialDay.Of(now),
            request.Reason, now, account.AccountId);
        await codeBreaks.AddAsync(entry, cancellation);
        note.Changed(CodeBreakField.Name, oldValue: null, nameof(CodeBreakKind.Emergency), request.Reason);

        // In the transaction stands the letter alone: a mail server that is away keeps nobody from the arm.
        var notified = (await mail.PostToRolesAsync(
            Letters.BlindBroken(account.Name, trial.Code, now), [Role.Manager, Role.PrincipalInvestigator], participant.TrialId, participant.SiteId, cancellation)).Count;
        note.Changed("notified", oldValue: null, notified.ToString(CultureInfo.InvariantCulture));
        return new BrokenBlind(participant.Number, arm, protocol.FindArm(arm)?.Label ?? arm, now, entry.PublicId, notified);
    }
}

/// <summary>The field by which the audit trail tells a code break: as many events as entries in the register.</summary>
internal static class CodeBreakField
{
    public const string Name = "codeBreak";
}
