using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Pipeline;
using TrialData.Application.Safety;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Safety;

/// <summary>The worklist of serious events of a trial: which must be reported, until when, and what was reported.</summary>
internal sealed class IndexModel(Door door) : TrialPage(door)
{
    private IReadOnlyList<SeriousEvent> events = [];

    public DateOnly AsOf { get; private set; }

    public Listing<SeriousEvent> List { get; private set; } = null!;

    public bool MayReport => Trial.May(Permission.RecordSafetyReport);

    /// <summary>How many are still to be reported.</summary>
    public string Summary => (events.Count(each => each.IsWaiting), events.Count(each => each is { IsWaiting: true, Clock.IsOverdue: true })) switch
    {
        (0, _) => "None is still to be reported to the ethics committee.",
        (var waiting, 0) => $"{Shown.Count(waiting, "event is", "events are")} still to be reported to the ethics committee.",
        var (waiting, overdue) => $"{Shown.Count(waiting, "event is", "events are")} still to be reported to the ethics committee, {Shown.Count(overdue, "of them overdue", "of them overdue")}.",
    };

    public string EntryAddress(SeriousEvent each) => SafetyWords.EntryAddress(TrialCode, each);

    public async Task<IActionResult> OnGetAsync(string? sort, [FromQuery(Name = "page")] int shown = 1)
    {
        ModelState.Clear();
        var listed = await AskAsync<ListSafetyReports, ListedSafetyReports>(new(TrialCode));
        if (listed.IsRefused)
        {
            return NotFound();
        }

        (AsOf, events) = (listed.Value.AsOf, listed.Value.Events);

        // The order that they come in is that of urgency.
        var urgency = events.Index().ToDictionary(each => each.Item, each => each.Index);
        List = Listing<SeriousEvent>.Of(
            $"/trials/{TrialCode}/safety",
            new Dictionary<string, string?>(),
            events,
            [("urgency", each => urgency[each]), ("number", each => each.Number), ("site", each => each.Site), ("known", each => each.Judgement.KnownOn)],
            sort,
            shown);
        return Page();
    }

    protected override bool Opens() => base.Opens() && Trial.May(Permission.ReadParticipants);
}
