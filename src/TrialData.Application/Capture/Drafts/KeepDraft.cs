using System.Text;
using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Drafts;

/// <summary>Keeps a form as it is being typed, valid or not, for the account that types it. Asked again, it replaces.</summary>
/// <param name="VisitCode">Null for an entry of a log.</param>
/// <param name="BaseVersion">The saved version that the typing started from; 0 for a form never saved.</param>
/// <param name="Answers">As typed, by item.</param>
[Requires(Permission.SaveForm)]
public sealed record KeepDraft(
    string TrialCode,
    Guid ParticipantId,
    string? VisitCode,
    string FormCode,
    int BaseVersion,
    IReadOnlyDictionary<string, string> Answers,
    DateOnly? CompletedOn = null)
{
    public IReadOnlyDictionary<string, Missing>? Missing { get; init; }

    /// <summary>Who gave the answers and how, as far as it was said.</summary>
    public CaptureMode? Mode { get; init; }

    /// <summary>Why saved answers change, as far as it was said.</summary>
    public string? Reason { get; init; }

    /// <summary>As in <see cref="FormAt"/>; <see cref="FormAt.NewEntry"/> for an entry of a log that has no number yet.</summary>
    public int Instance { get; init; } = 1;
}

public sealed class KeepDraftValidator : AbstractValidator<KeepDraft>
{
    private const int LargestBytes = 2 * 1024 * 1024;

    public KeepDraftValidator()
    {
        RuleFor(r => r.BaseVersion).GreaterThanOrEqualTo(0);
        RuleFor(r => r.Instance).GreaterThanOrEqualTo(FormAt.NewEntry);
        RuleFor(r => r).Must(IsNotTooLarge).WithName("answers").WithMessage("A draft holds 2 MB at most.");
        RuleForEach(r => r.Answers).Must(a => IsUnicode(a.Key) && IsUnicode(a.Value)).WithMessage("A draft holds Unicode: half of a letter cannot be kept as it is.");
        RuleFor(r => r.Reason).Must(reason => IsUnicode(reason ?? string.Empty)).WithMessage("A draft holds Unicode: half of a letter cannot be kept as it is.");
    }

    // A rune that stands for half of a pair is the replacement character, which may also stand there in its own right.
    private static bool IsUnicode(string text) => !text.Any(char.IsSurrogate) || string.Concat(text.EnumerateRunes()) == text;

    private static bool IsNotTooLarge(KeepDraft request) =>
        request.Answers.Sum(a => (long)Encoding.UTF8.GetByteCount(a.Key) + Encoding.UTF8.GetByteCount(a.Value))
        + Encoding.UTF8.GetByteCount(request.Reason ?? string.Empty)
        + (request.Missing?.Keys.Sum(item => (long)Encoding.UTF8.GetByteCount(item)) ?? 0) <= LargestBytes;
}

public sealed record KeptDraft(string FormCode, DateTimeOffset SavedAt);

/// <summary>A draft that was sent before the form was saved and came after it.</summary>
public sealed record DraftSavedAlready(string FormCode)
    : Refusal("draft.saved-already", $"Nothing of this draft is new: the form {FormCode} is saved as it says.");

public sealed class KeepDraftHandler(FormFinder finder, IForms forms, IFormDrafts drafts, RequestContext context, TimeProvider clock) : IUseCase<KeepDraft, KeptDraft>
{
    public async Task<Outcome<KeptDraft>> HandleAsync(KeepDraft request, CancellationToken cancellation)
    {
        var found = await finder.FindToTypeAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode, request.Instance), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var content = new DraftContent(request.Answers, request.Missing ?? FilledForm.NoneMissing, request.CompletedOn) { Mode = request.Mode, Reason = request.Reason };
        if (await forms.FindAsync(found.Value.Place, cancellation) is { } saved && saved.Version > request.BaseVersion && content.IsIn(saved))
        {
            return new DraftSavedAlready(request.FormCode);
        }

        var draft = new FormDraft(content, request.BaseVersion, clock.GetUtcNow());
        await drafts.KeepAsync(context.Actor.AccountId!.Value, found.Value.Place, draft, found.Value.RevealsArm, cancellation);
        return new KeptDraft(request.FormCode, draft.SavedAt);
    }
}
