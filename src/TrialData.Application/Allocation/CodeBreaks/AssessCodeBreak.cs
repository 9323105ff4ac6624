using FluentValidation;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.CodeBreaks;

/// <summary>Adds to the register what a code break did to the trial, which is rarely known at the time. Earlier texts stay.</summary>
[Requires(Permission.RecordCodeBreak)]
public sealed record AssessCodeBreak(string TrialCode, Guid CodeBreakId, string Impact);

public sealed class AssessCodeBreakValidator : AbstractValidator<AssessCodeBreak>
{
    public AssessCodeBreakValidator() => RuleFor(r => r.Impact).IsReason();
}

/// <param name="Number">The participant's; null where all are concerned.</param>
public sealed record AssessedCodeBreak(Guid CodeBreakId, string? Number);

/// <summary>An unknown entry, or one of a site that is not the actor's: the answer is the same.</summary>
public sealed record NoSuchCodeBreak()
    : Refusal("code-break.not-found", "There is no such entry in the register of unblinding.");

public sealed class AssessCodeBreakHandler(TrialAccess access, ICodeBreaks codeBreaks, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<AssessCodeBreak, AssessedCodeBreak>
{
    public async Task<Outcome<AssessedCodeBreak>> HandleAsync(AssessCodeBreak request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.RecordCodeBreak, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        if (await codeBreaks.FindAsync(request.CodeBreakId, found.Value.Scope, cancellation) is not { } entry)
        {
            return new NoSuchCodeBreak();
        }

        note.On(found.Value.Trial.TrialId, entry.SiteId, entry.Number ?? found.Value.Trial.Code);
        await codeBreaks.AddImpactAsync(
            new NewCodeBreakImpact(entry.CodeBreakId, request.Impact, clock.GetUtcNow(), context.Actor.AccountId!.Value), cancellation);

        // As the reason of the event, the text is kept from who is blinded.
        note.Changed("codeBreakImpact", oldValue: null, newValue: null, request.Impact);
        return new AssessedCodeBreak(request.CodeBreakId, entry.Number);
    }
}
