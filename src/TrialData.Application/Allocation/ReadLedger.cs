using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>The ledger of a trial's allocations, arms included, as the lines of a file that anybody can verify after the reveal.</summary>
[Requires(Permission.ReadLedger)]
public sealed record ReadLedger(string TrialCode);

/// <summary>The same for those who may see it once the secret is revealed.</summary>
[Requires(Permission.ExportLedgerAfterReveal)]
public sealed record ExportLedger(string TrialCode);

public sealed record Ledger(string Commitment, int Entries, IReadOnlyList<string> Lines);

public sealed record NotRevealed()
    : Refusal("allocation.not-revealed", "The scheme's secret has not been revealed yet; until then the ledger is not for you.");

public sealed class ReadLedgerHandler(LedgerAccess ledger) : IUseCase<ReadLedger, Ledger>
{
    public async Task<Outcome<Ledger>> HandleAsync(ReadLedger request, CancellationToken cancellation)
    {
        var found = await ledger.FindAsync(request.TrialCode, Permission.ReadLedger, cancellation);
        return found.IsRefused ? found.Refusal! : await ledger.LinesAsync(found.Value, cancellation);
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

        return found.Value.RevealedAt is null ? new NotRevealed() : await ledger.LinesAsync(found.Value, cancellation);
    }
}

/// <summary>Finds the scheme of a request, and reads its ledger.</summary>
public sealed class LedgerAccess(TrialAccess access, IAllocationVault vault)
{
    public async Task<Outcome<Scheme>> FindAsync(string trialCode, Permission permission, CancellationToken cancellation)
    {
        var found = await access.FindAsync(trialCode, permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        return await vault.FindSchemeAsync(found.Value.Trial.TrialId, cancellation) is { } scheme ? scheme : new SchemeNotSealed();
    }

    public async Task<Ledger> LinesAsync(Scheme scheme, CancellationToken cancellation)
    {
        var lines = new List<string> { LedgerFile.LineOf(scheme.Header) };
        await foreach (var line in vault.LedgerAsync(scheme.SchemeId, cancellation))
        {
            lines.Add(line);
        }

        return new Ledger(scheme.Commitment, lines.Count - 1, lines);
    }
}
