using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Oversight;
using TrialData.Hosting;

namespace TrialData.Web.SignedIn;

/// <summary>A page of one participant.</summary>
internal abstract class ParticipantPage(Door door) : TrialPage(door)
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid ParticipantId { get; set; }

    public ShownParticipant Participant { get; private set; } = null!;

    public string Address => $"/trials/{TrialCode}/participants/{ParticipantId}";

    /// <summary>What the page shows beside its form; null where it can be shown.</summary>
    protected async Task<IActionResult?> FindAsync()
    {
        var found = await AskAsync<ShowParticipant, ShownParticipant>(new(TrialCode, ParticipantId));
        if (found.IsRefused)
        {
            return NotFound();
        }

        Participant = found.Value;
        return null;
    }

    /// <summary>Does what a form asks for: on to the participant where it was done, else the form again with the reason.</summary>
    protected async Task<IActionResult> DoAsync<TRequest, TResult>(TRequest request, Func<TResult, string> done)
    {
        var outcome = await AskAsync<TRequest, TResult>(request);
        if (outcome.Refusal is not { } refusal)
        {
            TempData["Done"] = done(outcome.Value);
            return Redirect(Address);
        }

        return await FindAsync() ?? Refused(refusal);
    }
}
