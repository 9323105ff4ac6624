using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation.Blinding;

/// <summary>Compares the arms that assessors guessed with those that were allocated: the indices of James and of Bang, visit by visit.</summary>
/// <param name="FormCode">The form with the guess; null for the only form of the protocol that has one.</param>
/// <param name="ItemCode">Its item; null likewise.</param>
/// <param name="Meaning">The arm by answer, where an answer is not simply the code of its arm; any other answer says "do not know".</param>
[Requires(Permission.AnalyseByArm), Reading]
public sealed record MeasureBlinding(
    string TrialCode, string? FormCode = null, string? ItemCode = null, IReadOnlyDictionary<string, string>? Meaning = null);

public sealed class MeasureBlindingValidator : AbstractValidator<MeasureBlinding>
{
    private const int MostMeanings = 50;

    public MeasureBlindingValidator() =>
        RuleFor(r => r.Meaning).Must(meaning => meaning is null || meaning.Count <= MostMeanings).WithMessage("has too many answers.");
}

/// <param name="Lower">Lower limit at 95 %; like the upper it may lie beyond the end of the index's range.</param>
public sealed record BlindingEstimate(double Estimate, double StandardError, double Lower, double Upper);

/// <param name="Bang">1 if all guess right, 0 if guesses are random, −1 if all guess wrong.</param>
public sealed record GuessesInArm(string Arm, int Right, int Wrong, int DoNotKnow, BlindingEstimate Bang);

/// <param name="James">1 if everybody is in the dark, 0.5 if guesses are random, 0 if all guess right; null where all who guessed named one arm and are in it.</param>
public sealed record BlindingAtVisit(string Visit, string Label, BlindingEstimate? James, IReadOnlyList<GuessesInArm> Arms);

/// <param name="WithoutIndex">Visits where the guess of one arm alone is known.</param>
public sealed record MeasuredBlinding(string Form, string Item, IReadOnlyList<BlindingAtVisit> Visits, IReadOnlyList<string> WithoutIndex);

public sealed record NoGuessItem(string Details)
    : Refusal("blinding.no-guess", $"It cannot be told where the guessed arm stands. {Details}");

public sealed record TwoArmsOnly(int Arms)
    : Refusal("blinding.two-arms-only", FormattableString.Invariant($"The indices compare two arms; this trial has {Arms}."));

public sealed class MeasureBlindingHandler(TrialAccess access, ITrials trials, IArmGuesses guesses) : IUseCase<MeasureBlinding, MeasuredBlinding>
{
    public async Task<Outcome<MeasuredBlinding>> HandleAsync(MeasureBlinding request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.AnalyseByArm, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        if (protocol.Arms.Count != 2)
        {
            return new TwoArmsOnly(protocol.Arms.Count);
        }

        var meaning = protocol.Arms.Select(arm => KeyValuePair.Create(arm.Code, arm.Code)).Concat(request.Meaning ?? new Dictionary<string, string>(StringComparer.Ordinal))
            .GroupBy(each => each.Key, StringComparer.Ordinal).ToDictionary(each => each.Key, each => each.Last().Value, StringComparer.Ordinal);
        var place = GuessFinder.Find(request, protocol, meaning);
        if (place.IsRefused)
        {
            return place.Refusal!;
        }

        var (form, item) = place.Value;
        var counted = await guesses.CountAsync(trial.TrialId, form, item, cancellation);
        var tallies = counted.GroupBy(guess => guess.Visit, StringComparer.Ordinal)
            .Select(visit => (Visit: visit.Key, Arms: protocol.Arms.Select(arm => Tally(visit, arm.Code, meaning)).ToList()))
            .OrderBy(visit => PlaceOf(visit.Visit, protocol))
            .ToList();
        return new MeasuredBlinding(
            form, item,
            tallies.Where(visit => visit.Arms.All(arm => arm.All > 0)).Select(visit => Measured(visit.Visit, visit.Arms, protocol)).ToList(),
            tallies.Where(visit => visit.Arms.Any(arm => arm.All == 0)).Select(visit => visit.Visit).ToList());
    }

    private static ArmGuesses Tally(IEnumerable<CountedGuess> visit, string arm, IReadOnlyDictionary<string, string> meaning)
    {
        var ofArm = visit.Where(guess => guess.Arm == arm).Select(guess => (Meant: meaning.GetValueOrDefault(guess.Answer), guess.Participants)).ToList();
        return new ArmGuesses(
            ofArm.Where(guess => guess.Meant == arm).Sum(guess => guess.Participants),
            ofArm.Where(guess => guess.Meant is not null && guess.Meant != arm).Sum(guess => guess.Participants),
            ofArm.Where(guess => guess.Meant is null).Sum(guess => guess.Participants));
    }

    private static BlindingAtVisit Measured(string visit, List<ArmGuesses> arms, TrialProtocol protocol) => new(
        visit,
        protocol.FindVisit(visit)?.Label ?? visit,
        BlindingIndex.James(arms[0], arms[1]) is { } james ? Estimate(james) : null,
        arms.Select((arm, index) => new GuessesInArm(
            protocol.Arms[index].Code, arm.Right, arm.Wrong, arm.DoNotKnow, Estimate(BlindingIndex.Bang(arm)))).ToList());

    private static BlindingEstimate Estimate(IndexEstimate index) => new(index.Estimate, index.StandardError, index.Lower, index.Upper);

    // Visits that a later version took out, or that nobody planned, come last.
    private static int PlaceOf(string visit, TrialProtocol protocol)
    {
        var place = protocol.Visits.Index().FirstOrDefault(each => each.Item.Code == visit, (Index: int.MaxValue, Item: null!));
        return place.Index;
    }
}
