using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Pipeline;
using TrialData.Application.Safety;
using TrialData.Hosting;
using TrialData.Web.Ground.Fields;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Safety;

/// <summary>Records to whom a serious event was reported.</summary>
internal sealed class ReportModel(Door door) : TrialPage(door)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid ParticipantId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Log { get; set; } = string.Empty;

    [BindProperty(SupportsGet = true)]
    public int Entry { get; set; }

    [BindProperty]
    public string? Recipient { get; set; }

    public TypedDay SentOn { get; private set; } = TypedDay.None;

    public DateOnly AsOf { get; private set; }

    public SeriousEvent Event { get; private set; } = null!;

    public string EntryAddress => SafetyWords.EntryAddress(TrialCode, Event);

    /// <summary>Those who have got none yet.</summary>
    public IReadOnlyList<Choice> Recipients => Enum.GetValues<SafetyRecipient>()
        .Where(recipient => Event.Reports.All(report => report.Recipient != recipient))
        .Select(recipient => new Choice(recipient.ToString(), SafetyWords.Of(recipient)))
        .ToList();

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        if (!Enum.TryParse<SafetyRecipient>(Recipient, out var recipient))
        {
            ModelState.AddModelError(nameof(Recipient), "Choose who got the report");
        }

        SentOn = TypedDay.From(await Request.ReadFormAsync(Cancellation), nameof(SentOn));
        var (day, fault) = SentOn.Read("The day on which it was sent");
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(SentOn), fault);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var recorded = await AskAsync<RecordSafetyReport, RecordedSafetyReport>(new(TrialCode, ParticipantId, Log, Entry, recipient, day!.Value));
        if (recorded.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        TempData["Done"] = FormattableString.Invariant($"The report of {Event.Number}, entry {Entry}, is recorded.");
        return Redirect($"/trials/{TrialCode}/safety");
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.RecordSafetyReport);

    private async Task<IActionResult?> FindAsync()
    {
        var listed = await AskAsync<ListSafetyReports, ListedSafetyReports>(new(TrialCode));
        if (listed.IsRefused || listed.Value.Events.FirstOrDefault(each => each.ParticipantId == ParticipantId && each.LogCode == Log && each.Entry == Entry) is not { } found)
        {
            return NotFound();
        }

        (AsOf, Event) = (listed.Value.AsOf, found);
        return null;
    }
}
