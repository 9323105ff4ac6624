using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Enrolment;

/// <summary>
/// Moves a participant to another site. The number, the forms and the site of randomisation stay what they were; links that the old
/// site gave out and nobody used are revoked.
/// </summary>
/// <param name="LeaveDrafts">Whether typing at the old site that nobody saved may be left behind: nobody there can save it afterwards.</param>
[Requires(Permission.TransferParticipant)]
public sealed record TransferParticipant(string TrialCode, Guid ParticipantId, string ToSiteCode, DateOnly TransferredOn, string Reason, bool LeaveDrafts = false);

public sealed class TransferParticipantValidator : AbstractValidator<TransferParticipant>
{
    public TransferParticipantValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record TransferredParticipant(string Number, string FromSite, string ToSite, DateOnly TransferredOn, int RevokedLinks);

public sealed record TypingNotSaved(string Number, string Typists)
    : Refusal("transfer.typing-not-saved", $"What was typed for {Number} is not saved yet, and could not be after the transfer: of {Typists}. Have it saved or dropped, or say that it may be left.");

public sealed record AlreadyAtSite(string Number, string SiteCode)
    : Refusal("transfer.already-there", $"Participant {Number} is at site {SiteCode}.");

public sealed record TransferInTheFuture(DateOnly TransferredOn)
    : Refusal("transfer.in-the-future", Invariant($"Nobody can have changed the site on {TransferredOn:yyyy-MM-dd}: that day is still to come."));

public sealed record TransferBeforeScreening(DateOnly TransferredOn, DateOnly ScreenedOn)
    : Refusal("transfer.before-screening", Invariant($"A transfer on {TransferredOn:yyyy-MM-dd} is before the screening on {ScreenedOn:yyyy-MM-dd}."));

public sealed record TransferBeforeTransfer(DateOnly TransferredOn, DateOnly LastOn)
    : Refusal("transfer.before-transfer", Invariant($"A transfer on {TransferredOn:yyyy-MM-dd} is before the last one on {LastOn:yyyy-MM-dd}."));

public sealed class TransferParticipantHandler(
    ParticipantAccess access,
    TrialAccess trialAccess,
    Protocol.ITrials trials,
    IParticipantHistory history,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<TransferParticipant, TransferredParticipant>
{
    public async Task<Outcome<TransferredParticipant>> HandleAsync(TransferParticipant request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.TransferParticipant, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (participant, trial, _) = found.Value;
        var scope = context.ScopeOf(Permission.TransferParticipant, trial.TrialId);
        var located = await trialAccess.FindSiteAsync(scope, request.ToSiteCode, cancellation);
        note.On(trial.TrialId, participant.SiteId, participant.Number);
        if (located.IsRefused)
        {
            return located.Refusal!;
        }

        var to = located.Value;
        if (WhyNot(request, participant, to) is { } refusal)
        {
            return refusal;
        }

        if (await history.LastTransferOnAsync(participant.ParticipantId, cancellation) is { } lastOn && request.TransferredOn < lastOn)
        {
            return new TransferBeforeTransfer(request.TransferredOn, lastOn);
        }

        var typists = request.LeaveDrafts ? [] : await history.TypistsAsync(participant.ParticipantId, cancellation);
        if (typists.Count > 0)
        {
            return new TypingNotSaved(participant.Number, string.Join(", ", typists));
        }

        var from = (await trials.SitesAsync(trial.TrialId, cancellation)).Single(s => s.SiteId == participant.SiteId);
        var revoked = await history.TransferAsync(
            new NewTransfer(
                participant.ParticipantId, from.SiteId, to.SiteId, request.TransferredOn, request.Reason, clock.GetUtcNow(), context.Actor.AccountId!.Value),
            cancellation);

        // Both sites can read in their own trail that the participant left or came.
        foreach (var site in new[] { to, from })
        {
            note.On(trial.TrialId, site.SiteId, participant.Number);
            note.Changed("site", from.Code, to.Code, request.Reason);
            note.Changed("transferredOn", oldValue: null, AuditHash.Text(request.TransferredOn), request.Reason);
            note.Changed("revokedLinks", oldValue: null, AuditHash.Text(revoked), request.Reason);
        }

        return new TransferredParticipant(participant.Number, from.Code, to.Code, request.TransferredOn, revoked);
    }

    private Refusal? WhyNot(TransferParticipant request, Participant participant, Protocol.Site to)
    {
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (to.SiteId == participant.SiteId)
        {
            return new AlreadyAtSite(participant.Number, to.Code);
        }

        if (to.ActivatedOn is not { } activatedOn || request.TransferredOn < activatedOn)
        {
            return new SiteNotActive(to.Code);
        }

        if (request.TransferredOn > clock.Today())
        {
            return new TransferInTheFuture(request.TransferredOn);
        }

        return participant.ScreenedOn is { } screenedOn && request.TransferredOn < screenedOn
            ? new TransferBeforeScreening(request.TransferredOn, screenedOn)
            : null;
    }
}
