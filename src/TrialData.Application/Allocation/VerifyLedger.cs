using TrialData.Application.Allocation.Lists;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Replays a ledger from its file and the revealed secret. It asks no store: anybody can do it anywhere.</summary>
/// <param name="Lines">The lines of the file, read as they are needed, and the first of them twice.</param>
/// <param name="Secret">The revealed secret, 64 hexadecimal digits.</param>
/// <param name="NotedEntries">How many entries the ledger had when somebody noted its end elsewhere, since when it may have grown; null, like the next, where nobody did.</param>
/// <param name="NotedHash">The hash of the last of them.</param>
/// <param name="List">The revealed list as CSV, where the scheme is an uploaded list; null otherwise.</param>
[OpenToAll]
public sealed record VerifyLedger(IEnumerable<string> Lines, string Secret, long? NotedEntries = null, string? NotedHash = null, string? List = null)
{
    /// <summary>The commitment as it was published; null where nobody has it at hand.</summary>
    public string? PublishedCommitment { get; init; }

    /// <summary>The nonce as it was published, in hexadecimal; null where nobody has it at hand.</summary>
    public string? PublishedNonce { get; init; }

    public override string ToString() => nameof(VerifyLedger);
}

/// <param name="Entries">How many entries follow from scheme, secret and the entries before.</param>
/// <param name="LastHash">The hash of the last of them.</param>
/// <param name="Fault">The first thing that does not follow; null where everything does.</param>
/// <param name="Earlier">How many allocations of before there was a ledger follow.</param>
public sealed record LedgerVerification(long Entries, string LastHash, string? Fault, long Earlier = 0)
{
    /// <summary>As the file has it, like the next: whoever wrote the whole file anew could have put another there than was published.</summary>
    public string? Commitment { get; init; }

    public string? Nonce { get; init; }
}

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

        var header = HeaderOf(request.Lines);
        var list = request.List is { } csv && FactorsOf(header) is { } factors ? ListText.Read(csv, factors) : null;
        if (list?.Faults.Count > 0)
        {
            return ListFaulty.Of(list.Faults);
        }

        var noted = request is { NotedEntries: { } entries, NotedHash: { } hash } ? new LedgerHead(entries, hash.Trim().ToLowerInvariant()) : null;
        var verification = NotPublished(request, header) is { } other
            ? new LedgerVerification(0, "", other.ToString())
            : Verified(LedgerReplay.Verify(request.Lines, Convert.FromHexString(request.Secret), noted, list?.Rows));
        return verification with { Commitment = header?.Commitment, Nonce = header?.Nonce };
    }

    private static LedgerVerification Verified(LedgerVerdict verdict) => new(verdict.Head.Entries, verdict.Head.Hash, verdict.Fault?.ToString(), verdict.Earlier);

    // A secret can be made to fit any file whose header may say what it likes: what was published is what holds it.
    private static LedgerFault? NotPublished(VerifyLedger request, LedgerHeader? header) =>
        header is null
            ? null
            : Other("commitment", header.Commitment, request.PublishedCommitment) ?? Other("nonce", header.Nonce ?? "", request.PublishedNonce);

    private static LedgerFault? Other(string field, string found, string? published) =>
        published is null || string.Equals(found, published.Trim(), StringComparison.OrdinalIgnoreCase)
            ? null
            : new LedgerFault(1, null, field, found, published, FormattableString.Invariant($"the {field} is the one that was published"));

    private static IReadOnlyList<Factor>? FactorsOf(LedgerHeader? header) => header is null ? null : SchemeDocument.ReadConcealed(header.Document).Value?.Design.Factors;

    /// <summary>The header of a ledger; null where it cannot be read, which the replay says.</summary>
    private static LedgerHeader? HeaderOf(IEnumerable<string> lines)
    {
        try
        {
            return LedgerFile.ReadHeader(lines.FirstOrDefault(""));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
