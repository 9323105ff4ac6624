using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Drafts;

/// <summary>
/// Puts a draft on the version saved last, so that it can be saved: an item that its author left alone takes what others saved,
/// an item that its author changed stays as typed. Both are answered side by side.
/// </summary>
[Requires(Permission.SaveForm)]
public sealed record RebaseDraft(string TrialCode, Guid ParticipantId, string? VisitCode, string FormCode)
{
    /// <summary>As in <see cref="FormAt"/>; <see cref="FormAt.NewEntry"/> for an entry of a log that has no number yet.</summary>
    public int Instance { get; init; } = 1;
}

/// <param name="Base">What stood there when the typing began; null for nothing.</param>
/// <param name="Yours">What the draft held.</param>
/// <param name="Saved">What is saved now.</param>
/// <param name="By">Who saved it meanwhile; null where nobody did.</param>
public sealed record ItemSideBySide(string Item, AnswerChange? Base, AnswerChange? Yours, AnswerChange? Saved, string? By, DateTimeOffset? At)
{
    public bool IsYourChange => Yours != Base;

    /// <summary>Whether both changed it, and not to the same.</summary>
    public bool IsInConflict => IsYourChange && Saved != Base && Yours != Saved;
}

public sealed record RebasedDraft(FormDraft Draft, IReadOnlyList<ItemSideBySide> Items);

public sealed class RebaseDraftHandler(
    FormFinder finder, IForms forms, IFormDrafts drafts, IFormChanges changes, RequestContext context, TimeProvider clock) : IUseCase<RebaseDraft, RebasedDraft>
{
    public async Task<Outcome<RebasedDraft>> HandleAsync(RebaseDraft request, CancellationToken cancellation)
    {
        var found = await finder.FindToTypeAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode, request.Instance), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var account = context.Actor.AccountId!.Value;
        var place = found.Value.Place;
        if (await drafts.FindAsync(account, place, cancellation) is not { } draft)
        {
            return new NoSuchDraft(request.FormCode);
        }

        var saved = await forms.FindAsync(place, cancellation);
        var items = await SideBySideAsync(found.Value.Form, draft, saved, cancellation);
        var rebased = draft with { Content = Merge(draft.Content, items), BaseVersion = saved?.Version ?? 0, SavedAt = clock.GetUtcNow() };
        await drafts.KeepAsync(account, place, rebased, found.Value.RevealsArm, cancellation);
        return new RebasedDraft(rebased, items);
    }

    private async Task<List<ItemSideBySide>> SideBySideAsync(FormDefinition form, FormDraft draft, SavedForm? saved, CancellationToken cancellation)
    {
        var before = saved is null ? FormAnswers.None : await changes.AsOfAsync(saved.FormId, draft.BaseVersion, cancellation);
        var now = saved is null ? FormAnswers.None : new FormAnswers(saved.Answers, saved.Missing);
        var meanwhile = saved is null ? [] : await changes.SinceAsync(saved.FormId, draft.BaseVersion, cancellation);
        var typed = new FormAnswers(draft.Content.Answers, draft.Content.Missing);
        return ItemsOf(form, typed, before, now)
            .Select(item => (Item: item, Change: meanwhile.FirstOrDefault(change => change.Item == item)))
            .Select(pair => new ItemSideBySide(
                pair.Item, before.Of(pair.Item), AsStored(form, pair.Item, typed.Of(pair.Item)), now.Of(pair.Item), pair.Change?.By, pair.Change?.At))
            .ToList();
    }

    private static IEnumerable<string> ItemsOf(FormDefinition form, params FormAnswers[] all) => form.Items.Select(item => item.Code)
        .Concat(all.SelectMany(each => each.Answers.Keys.Concat(each.Missing.Keys)).Order(StringComparer.Ordinal))
        .Distinct(StringComparer.Ordinal)
        .Where(item => Array.Exists(all, each => each.Of(item) is not null));

    // " 03" typed over a saved 3 changes nothing.
    private static AnswerChange? AsStored(FormDefinition form, string item, AnswerChange? typed) =>
        typed?.Value is { } text && form.FindItem(item)?.TryCanonical(text, out var canonical) == true ? typed with { Value = canonical } : typed;

    private static DraftContent Merge(DraftContent typed, IReadOnlyList<ItemSideBySide> items)
    {
        var answers = new Dictionary<string, string>(typed.Answers, StringComparer.Ordinal);
        var missing = new Dictionary<string, Missing>(typed.Missing, StringComparer.Ordinal);
        foreach (var item in items.Where(item => !item.IsYourChange))
        {
            answers.Remove(item.Item);
            missing.Remove(item.Item);
            if (item.Saved?.Value is { } answer)
            {
                answers[item.Item] = answer;
            }

            if (item.Saved?.Missing is { } why)
            {
                missing[item.Item] = why;
            }
        }

        return typed with { Answers = answers, Missing = missing };
    }
}
