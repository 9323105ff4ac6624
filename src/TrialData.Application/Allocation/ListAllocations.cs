using TrialData.Application.Administration;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Pipeline;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

/// <summary>Lists the allocations that were made: arm, levels as randomised and as corrected, and what was found to be in error.</summary>
[Requires(Permission.ReadAllocation), Reading]
public sealed record ListAllocations(string TrialCode);

/// <param name="Factors">In order of name: the order of a design would tell of it. None where allocations were made elsewhere.</param>
public sealed record ListedAllocations(IReadOnlyList<string> Factors, IReadOnlyList<ListedAllocation> Allocations);

/// <param name="IsManual">Whether it came from a downtime slot.</param>
/// <param name="Stratum">The levels as entered in one text, in order of name; null where allocations were made elsewhere.</param>
/// <param name="AsRandomised">Level by factor as entered at the time; empty where the allocation stands in no ledger.</param>
/// <param name="AsCorrected">The same, with what a second person agreed to correct.</param>
/// <param name="Errors">Those that a second person agreed to.</param>
public sealed record ListedAllocation(
    Guid ParticipantId,
    string Number,
    string Site,
    string Arm,
    DateOnly? AllocatedOn,
    AllocationOrigin Origin,
    bool IsManual,
    string? Stratum,
    IReadOnlyDictionary<string, string> AsRandomised,
    IReadOnlyDictionary<string, string> AsCorrected,
    IReadOnlyList<AllocationErrorKind> Errors);

public sealed class ListAllocationsHandler(TrialAccess access, IAllocationVault vault, IAllocationErrors errors)
    : IUseCase<ListAllocations, ListedAllocations>
{
    private static readonly Dictionary<string, string> NoLevels = new(StringComparer.Ordinal);

    public async Task<Outcome<ListedAllocations>> HandleAsync(ListAllocations request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadAllocation, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var scheme = await vault.FindSchemeAsync(trial.TrialId, cancellation);
        var agreed = (await errors.ListAsync(scope, cancellation)).Where(error => error.State == AllocationErrorState.Approved).ToLookup(error => error.ParticipantId);
        var rows = await vault.ListAsync(scope, cancellation);
        return new ListedAllocations(
            scheme is null ? [] : FactorsByName.NamesOf(scheme.Document.Design),
            rows.Select(row => Listed(row, agreed[row.ParticipantId].ToList())).ToList());
    }

    private static ListedAllocation Listed(StoredAllocation row, IReadOnlyList<AllocationError> errors)
    {
        var entry = row.LedgerLine is { } line ? LedgerFile.ReadEntry(line) : null;
        var entered = entry?.Levels ?? NoLevels;
        return new ListedAllocation(
            row.PublicId, row.Number, row.Site, row.Arm, row.AllocatedOn, row.Origin, entry is { Kind: LedgerKind.Manual },
            entry is null ? row.Stratum : FactorsByName.InOneText(entered), entered,
            errors.LastOrDefault(error => error.Corrected.Count > 0)?.Corrected ?? entered, errors.Select(error => error.Kind).ToList());
    }
}
