using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;
using TrialData.Hosting;
using TrialData.Web.Forms;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>A page of one form of a participant: at a visit, or as an entry of a log.</summary>
internal abstract class FormPage(Door door) : ParticipantPage(door)
{
    [BindProperty(SupportsGet = true)]
    public string? Visit { get; set; }

    [BindProperty(SupportsGet = true, Name = "form")]
    public string? FormCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Log { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Entry { get; set; }

    /// <summary>Which one of a form that repeats at its visit.</summary>
    [BindProperty(SupportsGet = true, Name = "n")]
    public int Instance { get; set; } = 1;

    public FormLayout Layout { get; private set; } = null!;

    public ShownForm Saved { get; private set; } = null!;

    public FormAt At => Log is null ? new FormAt(Visit, FormCode!, Instance) : new FormAt(VisitCode: null, Log, Entry ?? FormAt.NewEntry);

    public bool IsNewEntry => Log is not null && Entry is null;

    /// <summary>Of the form's own page.</summary>
    public string FormAddress => PageAddress();

    /// <summary>Whether it is a form that two people enter before it is saved, and is not saved yet.</summary>
    public bool IsEntry => Layout.IsEnteredTwice && Saved.Version == 0;

    /// <summary>Whether the person fills it in, and can do so now.</summary>
    public bool IsFilledInHere => Layout.MayFill && Saved.State != FormState.Locked;

    /// <summary>What stands above the form's name: whose it is, and where it stands.</summary>
    public string Caption => string.Join(", ", new[]
    {
        Layout.ParticipantNumber,
        Log is null ? Layout.VisitLabel ?? Visit : IsNewEntry ? "new entry" : string.Create(CultureInfo.InvariantCulture, $"entry {Entry}"),
        Instance > 1 ? string.Create(CultureInfo.InvariantCulture, $"number {Instance}") : null,
    }.OfType<string>());

    /// <summary>Where the way back leads.</summary>
    public string Above => Log is null ? Address : $"{Address}/logs/{Uri.EscapeDataString(Log)}";

    /// <param name="below">Of a page about the form: <c>/sign</c>.</param>
    public string PageAddress(string below = "")
    {
        if (Log is not null)
        {
            return Above + (Entry is { } entry ? string.Create(CultureInfo.InvariantCulture, $"/{entry}") : "/new") + below;
        }

        var address = NextStep.FormAddress(Address, Visit!, FormCode!) + below;
        return Instance > 1 ? string.Create(CultureInfo.InvariantCulture, $"{address}?n={Instance}") : address;
    }

    /// <param name="number">From 1 on, of those that are asked.</param>
    public string QuestionAddress(int number) => PageAddress(string.Create(CultureInfo.InvariantCulture, $"/questions/{number}"));

    /// <summary>The way to what an item was before; null where it never had an answer.</summary>
    public HistoryLink? HistoryOf(LaidItem item) => Saved.TimesGiven.TryGetValue(item.Code, out var times)
        ? new HistoryLink(PageAddress("/history/" + Uri.EscapeDataString(item.Code)), item.Label, times)
        : null;

    /// <summary>The form as it is asked and as it stands; null where it can be shown.</summary>
    protected async Task<IActionResult?> FindFormAsync()
    {
        var layout = await AskAsync<LayOutForm, FormLayout>(new(TrialCode, ParticipantId, At));
        if (layout.IsRefused)
        {
            return NotFound();
        }

        Layout = layout.Value;
        if (IsNewEntry)
        {
            Saved = new ShownForm(Log!, FormState.NotStarted, Version: 0, CompletedOn: null, Mode: null, new Dictionary<string, string>(), FilledForm.NoneMissing, [], []);
            return null;
        }

        var saved = await AskAsync<ShowForm, ShownForm>(new(TrialCode, ParticipantId, At));
        if (saved.IsRefused || (Log is not null && saved.Value.Version == 0))
        {
            return NotFound();
        }

        Saved = saved.Value;
        return null;
    }

    /// <summary>As <see cref="FindFormAsync"/>, for a page about what is saved.</summary>
    protected async Task<IActionResult?> FindSavedAsync() => await FindFormAsync() ?? (Saved.Version == 0 ? NotFound() : null);
}
