using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>
/// The ledger of a trial's allocations, arms included, as the lines of a file that anybody can verify after the reveal: a part at a time,
/// so that it may be longer than memory.
/// </summary>
/// <param name="After">How many entries were read before; 0 begins with the header.</param>
[Requires(Permission.ReadLedger), Reading]
public sealed record ReadLedger(string TrialCode, long After = 0);

/// <summary>The same for those who may see it once the secret is revealed.</summary>
[Requires(Permission.ExportLedgerAfterReveal), Reading]
public sealed record ExportLedger(string TrialCode, long After = 0);

/// <summary>A part of a ledger.</summary>
/// <param name="Entries">How many entries were read up to the end of this part.</param>
/// <param name="IsWhole">Whether there was no entry after them.</param>
/// <param name="Lines">The lines of this part.</param>
public sealed record Ledger(string Commitment, long Entries, bool IsWhole, IReadOnlyList<string> Lines);

/// <summary>Schemes of before there were ledgers are replayed from their allocations.</summary>
public sealed record EarlierAllocationsMissing(string Details)
    : Refusal("allocation.earlier-missing", $"The ledger could not be replayed: of the allocations made before there was one, some are not in the store. {Details}");

public sealed record NotRevealed()
    : Refusal("allocation.not-revealed", "The scheme's secret has not been revealed yet; until then the ledger is not for you.");

public sealed class ReadLedgerHandler(LedgerAccess ledger) : IUseCase<ReadLedger, Ledger>
{
    public async Task<Outcome<Ledger>> HandleAsync(ReadLedger request, CancellationToken cancellation)
    {
        var found = await ledger.FindAsync(request.TrialCode, Permission.ReadLedger, cancellation);
        return found.IsRefused ? found.Refusal! : await ledger.LinesAsync(found.Value, request.After, cancellation);
    }
}

public sealed class ExportLedgerHandler(LedgerAccess ledger) : IUseCase<ExportLedger, Ledger>
{
    public async Task<Outcome<Ledger>> HandleAsync(ExportLedger request, CancellationToken cancellation)
    {
        var found = await ledger.FindAsync(request.TrialCode, Permission.ExportLedgerAfterReveal, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        return found.Value.RevealedAt is null ? new NotRevealed() : await ledger.LinesAsync(found.Value, request.After, cancellation);
    }
}

/// <summary>Finds the scheme of a request, and reads its ledger.</summary>
public sealed class LedgerAccess(TrialAccess access, IAllocationVault vault, EarlierAllocations earlierAllocations)
{
    // Some three megabytes.
    private const int EntriesOfPart = 2_000;

    public async Task<Outcome<Scheme>> FindAsync(string trialCode, Permission permission, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        return await vault.FindSchemeAsync(found.Value.Trial.TrialId, cancellation) is { } scheme ? scheme : new SchemeNotSealed();
    }

    internal async Task<Outcome<Ledger>> LinesAsync(Scheme scheme, long after, CancellationToken cancellation)
    {
        var lines = new List<string>();
        if (after == 0)
        {
            var earlier = await earlierAllocations.FindAsync(scheme, cancellation);
            if (earlier.IsRefused)
            {
                return earlier.Refusal!;
            }

            lines.Add(LedgerFile.LineOf(scheme.Header));
            lines.AddRange(earlier.Value.Select(LedgerFile.LineOf));
        }

        var entries = await vault.LedgerAsync(scheme.SchemeId, after, EntriesOfPart, cancellation);
        lines.AddRange(entries);
        return new Ledger(scheme.Commitment, after + entries.Count, entries.Count < EntriesOfPart, lines);
    }
}
