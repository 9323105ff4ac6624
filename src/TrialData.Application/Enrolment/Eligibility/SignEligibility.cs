using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Enrolment.Eligibility;

/// <summary>An investigator signs that a participant is eligible, by the answers as they stand. Asked again, it gives the same answer.</summary>
/// <param name="Password">The person's own, given again. A program gives none where its token names this permission: it was made for it.</param>
[Requires(Permission.SignEligibility)]
public sealed record SignEligibility(string TrialCode, Guid ParticipantId, string? Password = null)
{
    public override string ToString() => nameof(SignEligibility);
}

public sealed record SignedEligibility(string Number, string SignerName, DateTimeOffset SignedAt, string AnswersSha256);

public sealed record SignedTooLate(string Number)
    : Refusal("eligibility.allocated-already", $"Participant {Number} is allocated already; eligibility is signed before.");

/// <summary>Whether the password was wrong or the account is locked is not said.</summary>
public sealed record EligibilityNotConfirmed()
    : Refusal("eligibility.signature-refused", "This did not sign: confirm with your own password. After several failures, wait before you try again.")
{
    internal override bool KeepsWork => true;
}

public sealed class SignEligibilityHandler(
    ParticipantAccess access,
    IEligibilityChecklists checklists,
    OwnPassword password,
    RequestContext context,
    AuditNote note,
    TimeProvider clock) : IUseCase<SignEligibility, SignedEligibility>, IPrepared<SignEligibility>
{
    public Task PrepareAsync(SignEligibility request, CancellationToken cancellation) => password.PrepareAsync(request.Password, cancellation);

    public async Task<Outcome<SignedEligibility>> HandleAsync(SignEligibility request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.SignEligibility, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var participant = found.Value.Participant;
        var checklist = (await checklists.OfAsync([participant.ParticipantId], cancellation)).Single();
        if (checklist.SignatureOf(participant.PublicId) is { } earlier)
        {
            return Answer(participant, earlier);
        }

        if (WhyNot(participant) is { } refusal)
        {
            return refusal;
        }

        return await password.ConfirmsAsync(Permission.SignEligibility, cancellation)
            ? await SignAsync(participant, checklist.Sha256Of(participant.PublicId), cancellation)
            : new EligibilityNotConfirmed();
    }

    private static Refusal? WhyNot(Participant participant) => participant switch
    {
        { EndedOn: { } endedOn } => new ParticipationEnded(participant.Number, endedOn),
        { Status: ParticipantStatus.Excluded } => WrongStatus.Of(participant, ParticipantStatus.Screened),
        { Status: ParticipantStatus.Randomised } => new SignedTooLate(participant.Number),
        _ => null,
    };

    private async Task<SignedEligibility> SignAsync(Participant participant, string digest, CancellationToken cancellation)
    {
        var signature = new EligibilitySignature(participant.ParticipantId, digest, context.Actor.Name, clock.GetUtcNow(), context.Actor.AccountId!.Value);
        await checklists.SignAsync(signature, cancellation);
        note.Changed("eligibilitySignature", oldValue: null, digest);
        return Answer(participant, signature);
    }

    private static SignedEligibility Answer(Participant participant, EligibilitySignature signature) =>
        new(participant.Number, signature.SignerName, signature.SignedAt, signature.AnswersSha256);
}
