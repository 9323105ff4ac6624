using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Links;
using TrialData.Application.Oversight;
using TrialData.Hosting;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Links;

/// <summary>A page about the links by which a participant fills forms in.</summary>
internal abstract class LinksPage(Door door, TimeProvider clock) : ParticipantPage(door)
{
    public string LinksAddress => Address + "/links";

    /// <summary>Every link there ever was, newest first.</summary>
    public IReadOnlyList<ListedFormLink> Links { get; private set; } = [];

    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Null where the person may have to do with the participant's links.</summary>
    protected async Task<IActionResult?> FindLinksAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        var listed = await AskAsync<ListFormLinks, ListedFormLinks>(new(TrialCode, ParticipantId));
        if (listed.IsRefused)
        {
            return NotFound();
        }

        Links = listed.Value.Links.OrderByDescending(link => link.FormLinkId).ToList();
        return null;
    }

    public bool IsOpen(ListedFormLink link) => link is { UsedAt: null, RevokedAt: null } && link.ExpiresAt > Now;

    /// <summary>What a link asks for: <c>6 months: QPR-15</c>.</summary>
    public string WhatOf(ListedFormLink link)
    {
        var visit = Participant.Visits.FirstOrDefault(each => each.Code == link.VisitCode);
        var forms = link.Forms.Select(code => visit?.Forms.FirstOrDefault(form => form.Code == code)?.Label ?? code);
        return $"{visit?.Label ?? link.VisitCode}: {string.Join(", ", forms)}";
    }

    protected static IReadOnlyList<FormAtVisit> FormsFor(VisitOfTimeline visit) => visit.Forms.Where(form => form.MayComeByLink).ToList();
}
