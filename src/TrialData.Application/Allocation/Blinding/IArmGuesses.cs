namespace TrialData.Application.Allocation.Blinding;

/// <summary>How many participants of an arm have an answer at a visit.</summary>
public sealed record CountedGuess(string Visit, string Arm, string Answer, int Participants);

/// <summary>What blinded people guessed, beside what was allocated.</summary>
public interface IArmGuesses
{
    /// <summary>The answers that stand, without those of participants whose data may not be used.</summary>
    Task<IReadOnlyList<CountedGuess>> CountAsync(long trialId, string form, string item, CancellationToken cancellation);
}
