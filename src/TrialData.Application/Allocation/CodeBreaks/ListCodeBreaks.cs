using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.CodeBreaks;

/// <summary>The register of unblinding, as far as the account reaches. Who sees no allocations reads no free text in it.</summary>
[Requires(Permission.ReadCodeBreaks), Reading]
public sealed record ListCodeBreaks(string TrialCode);

public sealed record RegisterOfCodeBreaks(IReadOnlyList<RegisteredCodeBreak> Entries);

public sealed class ListCodeBreaksHandler(TrialAccess access, ICodeBreaks codeBreaks, RequestContext context)
    : IUseCase<ListCodeBreaks, RegisterOfCodeBreaks>
{
    public async Task<Outcome<RegisterOfCodeBreaks>> HandleAsync(ListCodeBreaks request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadCodeBreaks, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var sees = context.ScopeOf(Permission.ReadAllocation, trial.TrialId);
        var entries = await codeBreaks.ListAsync(scope, cancellation);
        return new RegisterOfCodeBreaks(
            entries.Select(entry => (entry.SiteId is { } site ? sees.Covers(site) : sees.AllSites) ? entry : WithoutTexts(entry)).ToList());
    }

    private static RegisteredCodeBreak WithoutTexts(RegisteredCodeBreak entry) => entry with
    {
        Reason = null,
        Impacts = entry.Impacts.Select(impact => impact with { Impact = null }).ToList(),
    };
}
