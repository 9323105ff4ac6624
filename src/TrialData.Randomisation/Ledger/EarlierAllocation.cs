namespace TrialData.Randomisation;

/// <summary>An allocation by <c>permuted blocks 1</c> of before there were ledgers: what was kept of it.</summary>
/// <remarks>
/// Those of a ledger stand between header and first entry. They are in no chain, yet each follows from scheme and secret: the arm is that of
/// its place in its stratum. Participant and time follow from nothing; the audit trail vouches for them.
/// </remarks>
/// <param name="Stratum">The stratum's name, that of its cell.</param>
/// <param name="SequenceInStratum">Its place in the stratum, counted from 1 without gaps.</param>
/// <param name="Participant">The participant's public id.</param>
/// <param name="Arm">The arm's code.</param>
/// <param name="RecordedAt">When, in UTC.</param>
public sealed record EarlierAllocation(string Stratum, long SequenceInStratum, string Participant, string Arm, DateTimeOffset RecordedAt);
