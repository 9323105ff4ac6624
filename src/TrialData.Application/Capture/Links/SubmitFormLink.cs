using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Capture.Links;

/// <summary>A participant's answers to all forms of a link: saved together, and the link is used up; or none is.</summary>
/// <param name="IsConfirmed">The participant means a free text that looks like it tells who somebody is.</param>
[Anonymous]
public sealed record SubmitFormLink(FormLinkToken Token, IReadOnlyList<LinkedAnswers> Forms, bool IsConfirmed = false)
{
    public override string ToString() => nameof(SubmitFormLink);
}

public sealed record LinkedAnswers(string FormCode, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>Items the participant would not or could not answer.</summary>
    public IReadOnlyDictionary<string, Missing>? Missing { get; init; }
}

public sealed record SubmittedFormLink(IReadOnlyList<string> FormCodes);

public sealed record OtherFormsThanLinked(string FormCodes)
    : Refusal("link.other-forms", $"Hand each of these in once: {FormCodes}.");

/// <summary>As the refusal of the desk says; unlike it, nothing of the other forms is kept, and the link stays open.</summary>
public sealed record LinkAnswersRefused(string Why, string Form)
    : Refusal(Why, $"{Form} was not handed in: look at the answers that are named.")
{
    /// <summary>Whether it is handed in all the same once the participant says that it is right.</summary>
    public bool MayBeConfirmed { get; init; }
}

public sealed record LinkTextNeedsConfirming(string FormCode)
    : Refusal("link.identifier-suspected", $"Something you wrote in {FormCode} looks like a telephone number, an address or another personal detail. Please take it out, or confirm that it may stay.");

public sealed record LinkFormSavedMeanwhile(string FormCode)
    : Refusal("link.form-saved-meanwhile", $"{FormCode} has been filled in with your research team already. Please ask them for another link.");

public sealed class SubmitFormLinkHandler(
    LinkAccess access, IFormLinks links, FormDesk desk, AuditNote note, TimeProvider clock) : IUseCase<SubmitFormLink, SubmittedFormLink>
{
    private const string Confirmation = "Confirmed by the participant";

    public async Task<Outcome<SubmittedFormLink>> HandleAsync(SubmitFormLink request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Token, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var link = found.Value.Link;
        var asked = link.Places.Forms;
        if (!asked.Order(StringComparer.Ordinal).SequenceEqual(request.Forms.Select(form => form.FormCode).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return new OtherFormsThanLinked(string.Join(", ", asked));
        }

        var now = clock.GetUtcNow();
        if (!await links.UseAsync(link.FormLinkId, now, cancellation))
        {
            return new NoSuchLink();
        }

        note.Changed(Invariant($"link {link.FormLinkId}"), "open", "used");
        foreach (var form in found.Value.Forms)
        {
            var answers = request.Forms.Single(each => string.Equals(each.FormCode, form.Code, StringComparison.Ordinal));
            var saved = await desk.SaveAsync(Filled(found.Value, form, answers, request.IsConfirmed, TrialDay.Of(now)), cancellation);
            if (saved.IsRefused)
            {
                return ForParticipant(saved.Refusal!, form.Label);
            }
        }

        return new SubmittedFormLink(asked);
    }

    private static FilledForm Filled(LinkInScope found, FormDefinition form, LinkedAnswers answers, bool isConfirmed, DateOnly today) => new(
        form,
        new FormPlace(found.Participant.ParticipantId, found.Link.Places.VisitId, form.Code),
        found.Participant,
        $"{found.Participant.Number}/{found.Link.VisitCode}/{form.Code}",
        ExpectedVersion: 0,
        today,
        answers.Answers,
        RevealsArm: false,
        found.Link.IssuedBy)
    {
        Missing = answers.Missing ?? FilledForm.NoneMissing,
        Mode = CaptureMode.Link,
        IdentifierReason = isConfirmed ? Confirmation : null,
        NeedsNoSecondEntry = true,
        Confirmed = isConfirmed ? FilledForm.EverythingOf(form) : FilledForm.NoneConfirmed,

        // Without protocol and visit: a rule on another form would tell whoever holds the link what stands there.
    };

    // Refusals of the desk are written for staff: they name accounts and participants.
    private static Refusal ForParticipant(Refusal refusal, string form) => refusal switch
    {
        InvalidAnswers or UnlikelyAnswers => new LinkAnswersRefused(refusal.Code, form) { Faults = refusal.Faults, MayBeConfirmed = refusal is UnlikelyAnswers },
        IdentifierSuspected => new LinkTextNeedsConfirming(form),
        ChangedByAnother => new LinkFormSavedMeanwhile(form),
        _ => new NoSuchLink(),
    };
}
