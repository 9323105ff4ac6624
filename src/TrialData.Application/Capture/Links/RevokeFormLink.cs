using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Capture.Links;

/// <summary>Takes a participant's link back.</summary>
[Requires(Permission.SaveForm)]
public sealed record RevokeFormLink(string TrialCode, Guid ParticipantId, long FormLinkId);

public sealed record RevokedFormLink(long FormLinkId);

public sealed record NoOpenLink(long FormLinkId)
    : Refusal("link.not-open", Invariant($"The participant has no open link {FormLinkId}."));

public sealed class RevokeFormLinkHandler(
    ParticipantAccess access, IFormLinks links, AuditNote note, TimeProvider clock) : IUseCase<RevokeFormLink, RevokedFormLink>
{
    public async Task<Outcome<RevokedFormLink>> HandleAsync(RevokeFormLink request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.SaveForm, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        if (!await links.RevokeAsync(request.FormLinkId, found.Value.Participant.ParticipantId, clock.GetUtcNow(), cancellation))
        {
            return new NoOpenLink(request.FormLinkId);
        }

        note.Changed(Invariant($"link {request.FormLinkId}"), "open", "revoked");
        return new RevokedFormLink(request.FormLinkId);
    }
}
