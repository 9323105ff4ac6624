using FluentValidation;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment.Eligibility;

/// <summary>Lets an excluded participant go on though one criterion is not met: a deviation from the protocol, counted as one.</summary>
/// <param name="Password">The person's own, given again. A program gives none where its token names this permission: it was made for it.</param>
[Requires(Permission.WaiveEligibility)]
public sealed record WaiveEligibility(string TrialCode, Guid ParticipantId, string Criterion, string Reason, string? Password = null)
{
    public override string ToString() => nameof(WaiveEligibility);
}

/// <param name="UnmetCriterion">The next criterion that keeps the person out; null when eligible now.</param>
public sealed record WaivedEligibility(string Number, string Criterion, string? UnmetCriterion);

public sealed class WaiveEligibilityValidator : AbstractValidator<WaiveEligibility>
{
    public WaiveEligibilityValidator() => RuleFor(r => r.Reason).IsReason();
}

public sealed record NoSuchCriterion(string Criterion)
    : Refusal("eligibility.no-such-criterion", $"The protocol of this participant has no eligibility criterion {Criterion}.");

public sealed record NotExcluded(string Number, ParticipantStatus Status)
    : Refusal("eligibility.not-excluded", $"Participant {Number} is {Status.ToString().ToLowerInvariant()}; only who is excluded by a criterion needs a waiver.");

public sealed record CriterionMet(string Number, string Criterion)
    : Refusal("eligibility.criterion-met", $"Participant {Number} does not fail the criterion {Criterion}; there is nothing to waive.");

public sealed record WaivedAlready(string Number, string Criterion)
    : Refusal("eligibility.waived-already", $"The criterion {Criterion} is waived for participant {Number} already.");

/// <summary>Whether the password was wrong or the account is locked is not said.</summary>
public sealed record WaiverNotConfirmed()
    : Refusal("eligibility.waiver-refused", "This did not waive: confirm with your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed class WaiveEligibilityHandler(
    ParticipantAccess access,
    IParticipants participants,
    IEligibilityChecklists checklists,
    OwnPassword password,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<WaiveEligibility, WaivedEligibility>, IPrepared<WaiveEligibility>
{
    public Task PrepareAsync(WaiveEligibility request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<WaivedEligibility>> HandleAsync(WaiveEligibility request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.WaiveEligibility, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        // Locked first: of two waivers at the same moment the second must see the first, or nobody lets the participant go on.
        var (participant, _, protocol) = found.Value;
        var waived = (await checklists.LockWaiversAsync(participant.ParticipantId, cancellation)).Select(waiver => waiver.Criterion).ToHashSet(StringComparer.Ordinal);
        var failed = Failed(protocol, (await checklists.OfAsync([participant.ParticipantId], cancellation)).Single().Answers);
        if (WhyNot(request, participant, protocol, failed, waived) is { } refusal)
        {
            return refusal;
        }

        return await password.ConfirmsAsync(Permission.WaiveEligibility, cancellation)
            ? await WaiveAsync(request, participant, failed.Except(waived, StringComparer.Ordinal), cancellation)
            : new WaiverNotConfirmed();
    }

    private static List<string> Failed(TrialProtocol protocol, IReadOnlyDictionary<string, string> answers) =>
        [.. protocol.Eligibility
            .Where(criterion => answers.TryGetValue(criterion.Code, out var answer) && !string.Equals(answer, criterion.Required, StringComparison.Ordinal))
            .Select(criterion => criterion.Code)];

    private static Refusal? WhyNot(WaiveEligibility request, Participant participant, TrialProtocol protocol, List<string> failed, HashSet<string> waived)
    {
        if (participant.EndedOn is { } endedOn)
        {
            return new ParticipationEnded(participant.Number, endedOn);
        }

        if (protocol.Eligibility.All(criterion => criterion.Code != request.Criterion))
        {
            return new NoSuchCriterion(request.Criterion);
        }

        if (waived.Contains(request.Criterion))
        {
            return new WaivedAlready(participant.Number, request.Criterion);
        }

        if (participant.Status != ParticipantStatus.Excluded)
        {
            return new NotExcluded(participant.Number, participant.Status);
        }

        return failed.Contains(request.Criterion) ? null : new CriterionMet(participant.Number, request.Criterion);
    }

    private async Task<WaivedEligibility> WaiveAsync(
        WaiveEligibility request, Participant participant, IEnumerable<string> unmet, CancellationToken cancellation)
    {
        var waiver = new EligibilityWaiver(participant.ParticipantId, request.Criterion, request.Reason, clock.GetUtcNow(), context.Actor.AccountId!.Value);
        await checklists.WaiveAsync(waiver, cancellation);
        note.Changed("eligibilityWaiver", oldValue: null, request.Criterion, request.Reason);

        var next = unmet.FirstOrDefault(criterion => criterion != request.Criterion);
        await participants.MoveExclusionAsync(participant.ParticipantId, next, cancellation);
        if (next is null)
        {
            note.Changed("status", nameof(ParticipantStatus.Excluded), nameof(ParticipantStatus.Screened));
        }

        return new WaivedEligibility(participant.Number, request.Criterion, next);
    }
}
