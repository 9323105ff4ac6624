using FluentValidation;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>What a form asks after some answers, and what is wrong with them so far. Nothing is kept.</summary>
[Requires(Permission.SaveForm), Reading]
public sealed record CheckForm(
    string TrialCode, Guid ParticipantId, FormAt At, IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, Missing> Missing);

public sealed class CheckFormValidator : AbstractValidator<CheckForm>
{
    private const int MostAnswers = 2000;

    public CheckFormValidator() => RuleFor(r => r.Answers.Count).LessThanOrEqualTo(MostAnswers);
}

public sealed class CheckFormHandler(FormFinder finder) : IUseCase<CheckForm, AnswersSoFar>
{
    public async Task<Outcome<AnswersSoFar>> HandleAsync(CheckForm request, CancellationToken cancellation)
    {
        var found = await finder.FindToTypeAsync(request.TrialCode, request.ParticipantId, request.At, cancellation);
        return found.IsRefused ? found.Refusal! : AnswerCheck.SoFar(found.Value.Form, request.Answers, request.Missing);
    }
}
