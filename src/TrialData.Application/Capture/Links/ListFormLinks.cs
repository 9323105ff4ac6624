using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Links;

/// <summary>Every link ever issued for a participant, without its token.</summary>
[Requires(Permission.SaveForm), Reading]
public sealed record ListFormLinks(string TrialCode, Guid ParticipantId);

public sealed record ListedFormLinks(IReadOnlyList<ListedFormLink> Links);

public sealed class ListFormLinksHandler(ParticipantAccess access, IFormLinks links) : IUseCase<ListFormLinks, ListedFormLinks>
{
    public async Task<Outcome<ListedFormLinks>> HandleAsync(ListFormLinks request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.SaveForm, cancellation);
        return found.IsRefused
            ? found.Refusal!
            : new ListedFormLinks(await links.OfAsync(found.Value.Participant.ParticipantId, cancellation));
    }
}
