using FluentValidation;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;
using static System.FormattableString;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Allocates a participant that an EDC attests: eligible, consented, and with these answers. Asked again, it gives the same answer.</summary>
/// <param name="Identifier">What the EDC calls the participant.</param>
/// <param name="SiteIdentifier">The site's code, which is what the EDC calls it.</param>
/// <param name="User">Whom the EDC names as its user. That it is so, the EDC alone knows.</param>
/// <param name="Answers">To its questions: the factors of the protocol but the site, in their order.</param>
[Anonymous]
public sealed record RandomiseByEdc(EdcProof Proof, string Identifier, string SiteIdentifier, string User, IReadOnlyList<string> Answers);

public sealed class RandomiseByEdcValidator : AbstractValidator<RandomiseByEdc>
{
    private const int MostAnswers = 50;

    public RandomiseByEdcValidator()
    {
        RuleFor(r => r.Identifier).IsOid();
        RuleFor(r => r.SiteIdentifier).NotEmpty().MaximumLength(EdcTexts.LongestOid);
        RuleFor(r => r.User).IsUser();
        RuleFor(r => r.Answers).Must(answers => answers.Count <= MostAnswers).WithMessage(Invariant($"No scheme asks more than {MostAnswers} questions."));
        RuleForEach(r => r.Answers).MaximumLength(EdcTexts.LongestAnswer);
    }
}

public sealed record OtherSiteThanBefore(string Identifier)
    : Refusal("edc.other-site", $"{Identifier} was randomised at another site; nobody is randomised twice.");

public sealed record OtherAnswersThanBefore(string Identifier)
    : Refusal("edc.other-answers", $"{Identifier} was randomised with other answers; nobody is randomised twice. An error is marked, not corrected.");

public sealed record OtherNumberOfQuestions(int Given, int Asked)
    : Refusal("edc.other-questions", Invariant($"The trial has {Asked} questions, and question1 and those that follow it without a gap were {Given}: set the same factors in the EDC, in the order of the protocol, numbered from question1 to question{Asked}."));

public sealed record NoLevelForAnswer(int Question, string Factor, string Answer)
    : Refusal("edc.no-level", Invariant($"Question {Question} ({Factor}): '{Answer}' is no answer that the protocol has a level for."));

public sealed class RandomiseByEdcHandler(
    EdcAccess access,
    ITrials trials,
    IAllocationVault vault,
    IAttestedParticipants attested,
    AttestedEnrolment enrolment,
    AllocationGate gate,
    AllocationDraw draw,
    AuditNote note,
    TimeProvider clock) : IUseCase<RandomiseByEdc, EdcAllocation>
{
    public async Task<Outcome<EdcAllocation>> HandleAsync(RandomiseByEdc request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Proof, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (_, trial, protocol) = found.Value;
        if (await trials.FindSiteAsync(trial.TrialId, request.SiteIdentifier, cancellation) is not { } site)
        {
            return new NoSuchSite(request.SiteIdentifier);
        }

        note.On(trial.TrialId, site.SiteId, site.Code);
        if (await vault.FindSchemeAsync(trial.TrialId, cancellation) is not { } scheme)
        {
            return new SchemeNotSealed();
        }

        // Locked before the identifier is looked up: of two requests for one participant the second finds what the first has done.
        var head = await vault.LockLedgerAsync(scheme, cancellation);
        if (await attested.FindAsync(trial.TrialId, request.Identifier, cancellation) is { } earlier)
        {
            return await AgainAsync(request, earlier, site, cancellation);
        }

        if (scheme.WhyNotDrawn is { } unready)
        {
            return unready;
        }

        var levels = LevelsOf(request, site, protocol);
        return levels.IsRefused ? levels.Refusal! : await AllocateAsync(request, found.Value, site, scheme, head, levels.Value, cancellation);
    }

    private async Task<Outcome<EdcAllocation>> AgainAsync(RandomiseByEdc request, AttestedParticipant earlier, Site site, CancellationToken cancellation)
    {
        if (earlier.SiteId != site.SiteId)
        {
            return new OtherSiteThanBefore(request.Identifier);
        }

        if (!earlier.Answers.SequenceEqual(request.Answers, StringComparer.Ordinal))
        {
            return new OtherAnswersThanBefore(request.Identifier);
        }

        var participant = await enrolment.FindAsync(earlier.PublicId, site.TrialId, cancellation);
        note.On(participant.TrialId, participant.SiteId, participant.Number);
        return new EdcAllocation(participant.Number, (await vault.FindAsync(participant.ParticipantId, cancellation))!.Arm);
    }

    private async Task<Outcome<EdcAllocation>> AllocateAsync(
        RandomiseByEdc request, EdcInScope scope, Site site, Scheme scheme, LedgerHead head, IReadOnlyDictionary<string, string> levels, CancellationToken cancellation)
    {
        if (SiteGate.WhyShut(site, clock.Today()) is { } shut)
        {
            return shut;
        }

        var participant = await enrolment.EnrolAsync(request, scope, site, cancellation);
        if (await gate.WhyNotAsync(participant, scope.Protocol, clock.Today(), cancellation) is { } refusal)
        {
            return refusal;
        }

        var allocated = await draw.AllocateAsync(
            new ReadyParticipant(participant, scope.Protocol, scope.Credential.AccountId), scheme, head, OfDesign(levels, scheme), cancellation);
        return allocated.IsRefused ? allocated.Refusal! : new EdcAllocation(participant.Number, allocated.Value.Arm);
    }

    // A scheme may tell participants apart by less than the protocol allows it.
    private static Dictionary<string, string> OfDesign(IReadOnlyDictionary<string, string> levels, Scheme scheme) =>
        scheme.Document.Design.Factors.ToDictionary(factor => factor.Name, factor => levels[factor.Name], StringComparer.Ordinal);

    private static Outcome<IReadOnlyDictionary<string, string>> LevelsOf(RandomiseByEdc request, Site site, TrialProtocol protocol)
    {
        var questions = protocol.Randomisation.QuestionsOfEdc();
        if (request.Answers.Count != questions.Count)
        {
            return new OtherNumberOfQuestions(request.Answers.Count, questions.Count);
        }

        var levels = new Dictionary<string, string>(StringComparer.Ordinal) { [RandomisationPlan.Site] = site.Code };
        foreach (var (index, factor) in questions.Index())
        {
            if (factor.LevelOf(request.Answers[index]) is not { } level)
            {
                return new NoLevelForAnswer(index + 1, factor.Name, request.Answers[index]);
            }

            levels.Add(factor.Name, level.Level);
        }

        return levels;
    }
}
