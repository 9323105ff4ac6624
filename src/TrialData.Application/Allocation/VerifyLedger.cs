using TrialData.Application.Allocation.Lists;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Replays a ledger from its file and the revealed secret. It asks no store: anybody can do it anywhere.</summary>
/// <param name="Lines">The lines of the file, read as they are needed, and the first of them twice.</param>
/// <param name="Secret">The revealed secret, 64 hexadecimal digits.</param>
/// <param name="NotedEntries">How many entries the ledger had when somebody noted its end elsewhere; null, like the next, where nobody did.</param>
/// <param name="NotedHash">The hash of the last of them.</param>
/// <param name="List">The revealed list as CSV, where the scheme is an uploaded list; null otherwise.</param>
[OpenToAll]
public sealed record VerifyLedger(IEnumerable<string> Lines, string Secret, long? NotedEntries = null, string? NotedHash = null, string? List = null)
{
    public override string ToString() => nameof(VerifyLedger);
}

/// <param name="Entries">How many entries follow from scheme, secret and the entries before.</param>
/// <param name="LastHash">The hash of the last of them.</param>
/// <param name="Fault">The first thing that does not follow; null where everything does.</param>
/// <param name="Earlier">How many allocations of before there was a ledger follow.</param>
public sealed record LedgerVerification(long Entries, string LastHash, string? Fault, long Earlier = 0);

public sealed record NotASecret()
    : Refusal("allocation.not-a-secret", FormattableString.Invariant($"A revealed secret is {2 * SealedDraws.SecretLength} hexadecimal digits."));

public sealed record HeadHalfNoted()
    : Refusal("allocation.head-half-noted", "The end of a ledger is its number of entries and the hash of the last: name both, or neither.");

public sealed class VerifyLedgerHandler : IUseCase<VerifyLedger, LedgerVerification>
{
    public Task<Outcome<LedgerVerification>> HandleAsync(VerifyLedger request, CancellationToken cancellation) => Task.FromResult(Verify(request));

    private static Outcome<LedgerVerification> Verify(VerifyLedger request)
    {
        if (request.Secret.Length != 2 * SealedDraws.SecretLength || !request.Secret.All(char.IsAsciiHexDigit))
        {
            return new NotASecret();
        }

        if (request.NotedEntries is null != request.NotedHash is null)
        {
            return new HeadHalfNoted();
        }

        var list = request.List is { } csv && FactorsOf(request.Lines) is { } factors ? ListText.Read(csv, factors) : null;
        if (list?.Faults.Count > 0)
        {
            return ListFaulty.Of(list.Faults);
        }

        var noted = request is { NotedEntries: { } entries, NotedHash: { } hash } ? new LedgerHead(entries, hash) : null;
        var verdict = LedgerReplay.Verify(request.Lines, Convert.FromHexString(request.Secret), noted, list?.Rows);
        return new LedgerVerification(verdict.Head.Entries, verdict.Head.Hash, verdict.Fault?.ToString(), verdict.Earlier);
    }

    /// <summary>The factors of the scheme in a ledger's header; null where it cannot be read, which the replay says.</summary>
    private static IReadOnlyList<Factor>? FactorsOf(IEnumerable<string> lines)
    {
        try
        {
            return SchemeDocument.ReadConcealed(LedgerFile.ReadHeader(lines.FirstOrDefault("")).Document).Value?.Design.Factors;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
