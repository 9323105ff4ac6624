using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Links;

/// <summary>What a link asks after some answers, and what is wrong with them so far. Nothing is kept.</summary>
[Anonymous, Reading]
public sealed record CheckFormLink(FormLinkToken Token, IReadOnlyList<LinkedAnswers> Forms)
{
    public override string ToString() => nameof(CheckFormLink);
}

public sealed class CheckFormLinkValidator : AbstractValidator<CheckFormLink>
{
    private const int MostAnswers = 2000;

    public CheckFormLinkValidator() => RuleFor(r => r.Forms.Sum(form => form.Answers.Count)).LessThanOrEqualTo(MostAnswers);
}

public sealed record CheckedLinkedForm(LinkedForm Form, AnswersSoFar Answers);

public sealed record CheckedFormLink(DateTimeOffset ExpiresAt, IReadOnlyList<CheckedLinkedForm> Forms);

public sealed class CheckFormLinkHandler(LinkAccess access) : IUseCase<CheckFormLink, CheckedFormLink>
{
    public async Task<Outcome<CheckedFormLink>> HandleAsync(CheckFormLink request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.Token, cancellation);
        return found.IsRefused
            ? found.Refusal!
            : new CheckedFormLink(found.Value.Link.ExpiresAt, found.Value.Forms.Select(form => Check(form, AnswersTo(form, request))).ToList());
    }

    private static CheckedLinkedForm Check(FormDefinition form, LinkedAnswers answers) => new(
        LinkedForm.Of(form), AnswerCheck.SoFar(form, answers.Answers, answers.Missing));

    private static LinkedAnswers AnswersTo(FormDefinition form, CheckFormLink request) =>
        request.Forms.FirstOrDefault(each => string.Equals(each.FormCode, form.Code, StringComparison.Ordinal))
        ?? new LinkedAnswers(form.Code, new Dictionary<string, string>(StringComparer.Ordinal));
}
