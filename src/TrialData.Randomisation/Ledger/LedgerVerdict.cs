namespace TrialData.Randomisation;

/// <summary>The end of a ledger as somebody noted it elsewhere.</summary>
/// <param name="Entries">How many entries there were.</param>
/// <param name="Hash">Hash of the last; of the header if there were none.</param>
public sealed record LedgerHead(long Entries, string Hash)
{
    /// <summary>In words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Entries} {(Entries == 1 ? "entry" : "entries")} ending in the hash {Hash}");
}

/// <summary>The first thing that is wrong with a ledger.</summary>
/// <param name="Line">The line, counted from 1; the header is line 1.</param>
/// <param name="Sequence">The entry's sequence; null where it is no entry, or cannot be read.</param>
/// <param name="Field">What is wrong: a column of <see cref="LedgerEntry"/> (<c>arm</c>, <c>draw.counter</c>), or <c>line</c>, <c>commitment</c>, <c>nonce</c>, <c>document</c>, <c>head</c>.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What follows from scheme, secret and the lines before.</param>
/// <param name="Reason">Why the two should agree.</param>
public sealed record LedgerFault(int Line, long? Sequence, string Field, string Found, string Expected, string Reason)
{
    /// <summary>All of it in one sentence.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"Line {Line}{(Sequence is null ? "" : FormattableString.Invariant($" (entry {Sequence})"))}: {Field} is '{Found}', not '{Expected}': {Reason}.");
}

/// <summary>What replaying a ledger showed.</summary>
/// <param name="Head">The end of the ledger as far as it is sound.</param>
/// <param name="Fault">The first fault; null if everything follows.</param>
public sealed record LedgerVerdict(LedgerHead Head, LedgerFault? Fault)
{
    /// <summary>How many allocations of before the ledger follow.</summary>
    public long Earlier { get; init; }
}
