using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>A form: as it stands, and for whoever fills it in, as it is being typed.</summary>
internal sealed class FormModel(Door door, TypingSeal seal) : TypedFormPage(door)
{
    /// <summary>Whether saved answers are to be changed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    public DateTimeOffset? DraftKeptAt { get; private set; }

    /// <summary>Whether the typing came through a sign-in.</summary>
    public bool IsResumed { get; private set; }

    public string Owner => seal.OwnerAt(FormAddress, Actor);

    public string ChangeAddress => QueryHelpers.AddQueryString(FormAddress, "change", "true");

    public string BlankAddress => Log is null ? PageAddress("/blank") : Above + "/blank";

    /// <summary>Where a button of the form's page sends what is typed.</summary>
    public string FormAddressFor(string handler) => QueryHelpers.AddQueryString(FormAddress, "handler", handler);

    public string MarkAddress(FormMarkKind kind) => QueryHelpers.AddQueryString(PageAddress("/mark"), "kind", kind.ToString());

    /// <summary>Who entered the form; null where it is not entered twice, is saved, or is another's matter.</summary>
    public ShownEntries? Entries { get; private set; }

    public bool MayChange => Layout.MayFill && Saved.State != FormState.Locked && Entries is not ({ HasBoth: true } or { HasYours: true });

    /// <summary>Where a link is made by which the participant fills the form in; null where there can be none.</summary>
    public string? LinkAddress => Layout.MayComeByLink && Saved.Version == 0 && Trial.May(Permission.SaveForm)
        ? QueryHelpers.AddQueryString($"{Address}/links/new/{Uri.EscapeDataString(Visit!)}", "form", Layout.Code)
        : null;

    public bool IsEntry => Layout.IsEnteredTwice && Saved.Version == 0;

    public ItemOnPage On(Application.Capture.Layouts.LaidItem item) => new(
        Layout,
        item,
        Typed!,
        ToConfirm.FirstOrDefault(each => each.Place == item.Code),
        SideBySide.FirstOrDefault(each => each.Item == item.Code && each.Saved != each.Base))
    { History = HistoryOf(item) };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        await FindEntriesAsync();
        if (!MayChange)
        {
            return IsNewEntry ? NotFound() : Page();
        }

        var found = await AskAsync<FindDraft, FoundDraft>(new(TrialCode, ParticipantId, At.VisitCode, At.FormCode) { Instance = At.Instance });
        if (!found.IsRefused)
        {
            Typed = TypedForm.Of(found.Value.Draft, Saved.Mode);
            DraftKeptAt = found.Value.Draft.SavedAt;
            SavedMeanwhile = found.Value.SavedMeanwhile;
        }
        else if (Saved.Version == 0 || Change)
        {
            Typed = TypedForm.Of(Saved);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        await FindEntriesAsync();
        var (day, fault) = Typed!.CompletedOn.Read("The day of completion");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(TypedForm.CompletedOn), fault);
            return Again();
        }

        return IsEntry ? await EnterAsync(day!.Value) : await SaveAsync(day!.Value);
    }

    public async Task<IActionResult> OnPostDraftAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        if ((await KeepAsync()).Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = "Your draft is saved. Nobody else sees it, and it is not part of the trial's data yet.";
        return Redirect(Above);
    }

    /// <summary>Keeps a draft for a script.</summary>
    public async Task<IActionResult> OnPostKeepAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        var kept = await KeepAsync();
        return kept.Refusal is { } refusal
            ? new JsonResult(new { problem = refusal.Message }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
            : new JsonResult(new { at = Shown.Time(kept.Value.SavedAt) });
    }

    /// <summary>Scores what is typed, for a script.</summary>
    public async Task<IActionResult> OnPostTotalsAsync()
    {
        if (await ReadAsync() is { } nothing)
        {
            return nothing;
        }

        var scores = await AskAsync<PreviewScores, PreviewedScores>(new(TrialCode, ParticipantId, At, Typed!.Answers));
        return scores.IsRefused
            ? NotFound()
            : new JsonResult(scores.Value.Scores.Select(score => new { score.Label, value = ScoreWords.Of(score.Value), score.Band, score.Reason }));
    }

    public async Task<IActionResult> OnPostDropAsync()
    {
        var dropped = await AskAsync<DropDraft, DroppedDraft>(new(TrialCode, ParticipantId, At.VisitCode, At.FormCode) { Instance = At.Instance });
        if (dropped.Refusal is { } refusal and not NoSuchDraft)
        {
            return await FindFormAsync() ?? Refused(refusal);
        }

        TempData["Done"] = "Your draft was thrown away.";
        return Redirect(IsNewEntry ? Above : FormAddress);
    }

    /// <summary>Shows again what was typed when the session ended.</summary>
    public async Task<IActionResult> OnPostResumeAsync(string? typing)
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        if (!MayChange || seal.Open(FormAddress, Actor, typing) is not { } kept)
        {
            return Redirect(FormAddress);
        }

        var fields = kept.Fields.GroupBy(field => field.Key).ToDictionary(field => field.Key, field => new StringValues(field.Select(each => each.Value).ToArray()));
        Typed = TypedForm.From(new FormCollection(fields), Layout);
        IsResumed = true;
        return Page();
    }

    private async Task FindEntriesAsync()
    {
        if (IsEntry)
        {
            var shown = await AskAsync<ShowEntries, ShownEntries>(new(TrialCode, ParticipantId, Visit!, FormCode!));
            Entries = shown.IsRefused ? null : shown.Value;
        }
    }

    private async Task<IActionResult> SaveAsync(DateOnly day)
    {
        var typed = Typed!;
        if (Log is not null)
        {
            var entry = await AskAsync<SaveLogEntry, LogEntrySaved>(
                new(TrialCode, ParticipantId, Log, Entry, typed.Version, day, typed.Answers, typed.Reason, typed.IdentifierReason)
                {
                    Missing = typed.Missing,
                    Mode = typed.Mode,
                    Confirmed = typed.Confirmed,
                    ConfirmedBecause = typed.ConfirmedBecause,
                });
            return entry.Refusal is { } why ? await NotSavedAsync(why) : Done($"Entry {Number(entry.Value.Entry)} of {Layout.Label} is saved.");
        }

        var saved = await AskAsync<SaveForm, FormSaved>(
            new(TrialCode, ParticipantId, Visit!, FormCode!, typed.Version, day, typed.Answers, typed.Reason, typed.IdentifierReason)
            {
                Missing = typed.Missing,
                Mode = typed.Mode,
                Confirmed = typed.Confirmed,
                ConfirmedBecause = typed.ConfirmedBecause,
                Instance = Instance,
            });
        return saved.Refusal is { } refusal ? await NotSavedAsync(refusal) : Done($"{Layout.Label} is saved.");
    }

    private async Task<IActionResult> EnterAsync(DateOnly day)
    {
        var entered = await AskAsync<EnterForm, EnteredForm>(
            new(TrialCode, ParticipantId, Visit!, FormCode!, day, Typed!.Answers, Typed.IdentifierReason) { Missing = Typed.Missing });
        if (entered.Refusal is { } refusal)
        {
            return await NotSavedAsync(refusal);
        }

        return Done(entered.Value switch
        {
            { Saved: not null } => $"{Layout.Label} is saved: both entries agree.",
            { Differing.Count: > 0 } => $"Your entry is kept. It differs from the other in {Shown.Count(entered.Value.Differing.Count, "answer")}: somebody settles them before the form is saved.",
            _ => "Your entry is kept. Another person enters the form from the same paper, and both are compared.",
        });
    }

    private RedirectResult Done(string what)
    {
        TempData["Done"] = what;
        return Redirect(Above);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
