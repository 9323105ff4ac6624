using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Capture;

public sealed record FormNotSaved(string Subject)
    : Refusal("form.not-saved", $"Nothing is saved at {Subject}.");

public sealed record InstanceSkipped(string Subject)
    : Refusal("form.instance-skipped", $"{Subject} would leave a gap: the one before it was never saved.");

public sealed record FormLocked(string Subject)
    : Refusal("form.locked", $"{Subject} is locked. Ask for it to be unlocked first.");

public sealed record MarkOutOfPlace(string Subject, FormMarkKind Kind)
    : Refusal("form.mark-out-of-place", $"{Subject} cannot be marked {Kind.ToString().ToLowerInvariant()}: it is so already, or there is nothing to take back.");

public sealed record FormMarked(string FormCode, int Version, FormState State);

/// <summary>Which form a mark is for, and what the person saw of it.</summary>
public sealed record MarkRequest(string TrialCode, Guid ParticipantId, FormAt At, int ExpectedVersion, Permission Permission);

/// <summary>Puts a mark on a form: the one way for verifying and locking, and for taking either back.</summary>
public sealed class FormMarking(FormFinder finder, IForms forms, IFormLife life, IFormChanges history, RequestContext context, AuditNote note, TimeProvider clock)
{
    public async Task<Outcome<FormMarked>> MarkAsync(MarkRequest request, FormMarkKind kind, string? reason, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(request.TrialCode, request.ParticipantId, request.At, request.Permission, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var located = found.Value;
        if (await forms.FindAsync(located.Place, cancellation) is not { } form)
        {
            return new FormNotSaved(located.Subject);
        }

        if (form.Version != request.ExpectedVersion)
        {
            return await ChangedByAnother.SinceAsync(history, form.Code, form, request.ExpectedVersion, cancellation);
        }

        var marks = await life.MarksAsync(form.FormId, cancellation);
        var signatures = await life.SignaturesAsync(form.FormId, cancellation);
        var before = FormStanding.Of(form, marks, signatures, located.Subject);
        if (!IsInPlace(kind, before))
        {
            return new MarkOutOfPlace(located.Subject, kind);
        }

        var mark = new FormMark(form.FormId, form.Version, kind, reason, clock.GetUtcNow(), context.Actor.AccountId!.Value);
        await life.MarkAsync(mark, located.RevealsArm, cancellation);
        var after = FormStanding.Of(form, [.. marks, mark], signatures, located.Subject);
        note.Changed("mark", marks.Count == 0 ? null : marks[^1].Kind.ToString(), Invariant($"{kind} version {form.Version}"), reason);
        return new FormMarked(form.Code, form.Version, after.State);
    }

    private static bool IsInPlace(FormMarkKind kind, FormStanding standing) => kind switch
    {
        FormMarkKind.Verified => !standing.IsVerified,
        FormMarkKind.Unverified => standing.IsVerified,
        FormMarkKind.Locked => !standing.IsLocked,
        FormMarkKind.Unlocked => standing.IsLocked,
    };
}
