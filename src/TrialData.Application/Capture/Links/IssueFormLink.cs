using FluentValidation;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using static System.FormattableString;

namespace TrialData.Application.Capture.Links;

/// <summary>Makes a link by which a participant answers forms of one visit, once, without an account.</summary>
[Requires(Permission.SaveForm)]
public sealed record IssueFormLink(string TrialCode, Guid ParticipantId, string VisitCode, IReadOnlyList<string> FormCodes, DateTimeOffset ExpiresAt);

public sealed class IssueFormLinkValidator : AbstractValidator<IssueFormLink>
{
    private const int MostForms = 20;

    public IssueFormLinkValidator()
    {
        RuleFor(r => r.FormCodes.Count).InclusiveBetween(1, MostForms);
        RuleFor(r => r.FormCodes).Must(codes => codes.Distinct(StringComparer.Ordinal).Count() == codes.Count).WithMessage("Name each form once.");
    }
}

/// <param name="Token">Told here and never again.</param>
public sealed record IssuedFormLink(long FormLinkId, FormLinkToken Token, DateTimeOffset ExpiresAt);

public sealed record LinkExpiresWrongly(int MostDays)
    : Refusal("link.expiry", Invariant($"A link expires after now and within {MostDays} days."));

public sealed record NotAnsweredByParticipant(string FormCode)
    : Refusal("link.not-self", $"The form {FormCode} cannot be put on a link: it is none that participants answer about themselves.");

public sealed record AnsweredBeforeLink(string FormCode)
    : Refusal("link.form-saved", $"The form {FormCode} is saved already.");

public sealed class IssueFormLinkHandler(
    FormFinder finder, IForms forms, IFormLinks links, IIdentities identities, RequestContext context, AuditNote note, TimeProvider clock)
    : IUseCase<IssueFormLink, IssuedFormLink>
{
    private const int MostDays = 30;

    public async Task<Outcome<IssuedFormLink>> HandleAsync(IssueFormLink request, CancellationToken cancellation)
    {
        LocatedForm? last = null;
        foreach (var code in request.FormCodes)
        {
            var found = await FindAsync(request, code, cancellation);
            if (found.IsRefused)
            {
                return found.Refusal!;
            }

            last = found.Value;
        }

        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now || request.ExpiresAt > now.AddDays(MostDays))
        {
            return new LinkExpiresWrongly(MostDays);
        }

        var token = FormLinkToken.New(identities);
        var places = new FormPlaces(last!.Participant.ParticipantId, last.Place.VisitId!.Value, request.FormCodes);
        var id = await links.AddAsync(new NewFormLink(places, token.Hash, context.Actor.AccountId!.Value, now, request.ExpiresAt), cancellation);
        note.On($"{last.Participant.Number}/{request.VisitCode}");
        note.Changed(Invariant($"link {id}"), oldValue: null, "open");
        return new IssuedFormLink(id, token, request.ExpiresAt);
    }

    private async Task<Outcome<LocatedForm>> FindAsync(IssueFormLink request, string code, CancellationToken cancellation)
    {
        var found = await finder.FindToSaveAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, code), cancellation);
        if (found.IsRefused)
        {
            return found;
        }

        if (found.Value.RevealsArm || !found.Value.Form.IsAnsweredByParticipant)
        {
            return new NotAnsweredByParticipant(code);
        }

        if (found.Value.Participant is { EndedOn: { } endedOn, Number: var number })
        {
            return new ParticipationEnded(number, endedOn);
        }

        return await forms.FindAsync(found.Value.Place, cancellation) is null ? found : new AnsweredBeforeLink(code);
    }
}
