using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Layouts;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Forms;

/// <summary>The entries of a log of a participant.</summary>
internal sealed class LogModel(Door door) : ParticipantPage(door)
{
    private const int MostColumns = 4;

    [BindProperty(SupportsGet = true)]
    public string Log { get; set; } = string.Empty;

    public FormLayout Layout { get; private set; } = null!;

    public IReadOnlyList<LogEntry> Entries { get; private set; } = [];

    /// <summary>What a row of the list shows; the entry's own page shows all.</summary>
    public IEnumerable<LaidItem> Columns => Layout.Items.Take(MostColumns);

    public string LogAddress => $"{Address}/logs/{Uri.EscapeDataString(Log)}";

    public async Task<IActionResult> OnGetAsync()
    {
        var listed = await AskAsync<ListLogEntries, ListedLogEntries>(new(TrialCode, ParticipantId, Log));
        if (listed.IsRefused)
        {
            return NotFound();
        }

        (Layout, Entries) = (listed.Value.Log, listed.Value.Entries);
        return Page();
    }
}
