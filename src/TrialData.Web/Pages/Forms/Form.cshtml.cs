using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>A form: as it stands, and for whoever fills it in, as it is being typed.</summary>
internal sealed class FormModel(Door door, TypingSeal seal) : WholeFormPage(door, seal)
{
    /// <summary>Whether saved answers are to be changed.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Change { get; set; }

    public string ChangeAddress => QueryHelpers.AddQueryString(FormAddress, "change", "true");

    public string BlankAddress => Log is null ? PageAddress("/blank") : Above + "/blank";

    public string MarkAddress(FormMarkKind kind) => QueryHelpers.AddQueryString(PageAddress("/mark"), "kind", kind.ToString());

    /// <summary>Where a link is made by which the participant fills the form in; null where there can be none.</summary>
    public string? LinkAddress => Layout.MayComeByLink && Saved.Version == 0 && Trial.May(Permission.SaveForm)
        ? QueryHelpers.AddQueryString($"{Address}/links/new/{Uri.EscapeDataString(Visit!)}", "form", Layout.Code)
        : null;

    /// <summary>Where one question after the other is asked; null where that is not offered.</summary>
    public string? QuestionsAddress => IsEntry || Layout.Items.Count < 2 ? null : QuestionAddress(1);

    /// <summary>Who entered the form; null where it is not entered twice, is saved, or is another's matter.</summary>
    public ShownEntries? Entries { get; private set; }

    public bool MayChange => IsFilledInHere && Entries is not ({ HasBoth: true } or { HasYours: true });

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

        await FindTypingAsync();
        if (DraftKeptAt is null && Saved.Version > 0 && !Change)
        {
            Typed = null;
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
        return ReadDay() is not { } day ? Again() : IsEntry ? await EnterAsync(day) : await SaveAsync(day);
    }

    /// <summary>Shows again what was typed when the session ended.</summary>
    public async Task<IActionResult> OnPostResumeAsync(string? typing)
    {
        if (await FindFormAsync() is { } nothing)
        {
            return nothing;
        }

        await FindEntriesAsync();
        if (!MayChange || Resumed(FormAddress, typing) is not { } fields)
        {
            return Redirect(FormAddress);
        }

        Typed = TypedForm.From(fields, Layout);
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
            { Turn: > 1 } => "Your entry is kept. It is of another day than the other: somebody settles that before the form is saved.",
            _ => "Your entry is kept. Another person enters the form from the same paper, and both are compared.",
        });
    }
}
