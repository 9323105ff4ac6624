using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Links;

public sealed record NoSuchLink()
    : Refusal("link.not-found", "This link cannot be used: it was used already, has expired or was taken back. Ask the person who gave it to you for another.");

public sealed record LinkInScope(OpenLink Link, Participant Participant, IReadOnlyList<FormDefinition> Forms);

/// <summary>Finds what a token stands for. Whoever asks is told the same of every token that cannot be used.</summary>
public sealed class LinkAccess(IFormLinks links, IParticipants participants, ITrials trials, AuditNote note, TimeProvider clock)
{
    private static readonly Actor ByLink = new(AccountId: null, "participant by link");

    public async Task<Outcome<LinkInScope>> FindAsync(FormLinkToken token, CancellationToken cancellation)
    {
        if (await links.FindOpenAsync(token.Hash, clock.GetUtcNow(), cancellation) is not { } link)
        {
            return new NoSuchLink();
        }

        var participant = await participants.FindAsync(link.ParticipantPublicId, SiteScope.WholeTrial(link.TrialId), cancellation);
        if (participant is not { EndedOn: null })
        {
            return new NoSuchLink();
        }

        var protocol = await trials.ProtocolAsync(link.TrialId, participant.ProtocolVersion, cancellation);
        var visit = protocol.FindVisit(link.VisitCode);
        var forms = link.Places.Forms.Where(code => visit?.Holds(code) == true).Select(protocol.FindForm).OfType<FormDefinition>().ToList();
        if (forms.Count < link.Places.Forms.Count)
        {
            return new NoSuchLink();
        }

        note.On(link.TrialId, participant.SiteId, $"{participant.Number}/{link.VisitCode}");
        note.Identified(ByLink);
        return new LinkInScope(link, participant, forms);
    }
}
