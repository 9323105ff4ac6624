using System.Runtime.CompilerServices;
using FluentValidation;
using FluentValidation.Results;
using TrialData.Application.Protocol;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <summary>The answers of one form as handed in: by item code, an unanswered item absent.</summary>
/// <param name="Missing">Why items that were asked have no answer.</param>
public sealed record AnswerSheet(IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, Missing> Missing)
{
    public string? Of(string item) => Answers.GetValueOrDefault(item);
}

/// <summary>The validation rules of a form, built from its items: known, allowed, shown and, where required, there.</summary>
public sealed class FormRules : AbstractValidator<AnswerSheet>
{
    private static readonly ConditionalWeakTable<FormDefinition, FormRules> Built = new();

    private readonly FormDefinition form;

    private FormRules(FormDefinition form)
    {
        this.form = form;
        var codes = form.Items.Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        RuleForEach(s => s.Answers.Keys.Concat(s.Missing.Keys))
            .Must(codes.Contains).WithMessage((_, code) => $"{code} is no item of this form")
            .OverridePropertyName("item");
        foreach (var item in form.Items)
        {
            AddRulesOf(item);
        }
    }

    public static FormRules For(FormDefinition form) => Built.GetValue(form, f => new FormRules(f));

    private void AddRulesOf(ItemDefinition item) =>
        RuleFor(s => s.Of(item.Code)).Custom((answer, context) =>
        {
            var shown = item.ShowIf is null || ShownItems.Of(form.Items, context.InstanceToValidate.Answers).Contains(item.Code);
            Missing? missing = context.InstanceToValidate.Missing.TryGetValue(item.Code, out var code) ? code : null;
            if (Reason(item, answer, shown, missing) is { } reason)
            {
                context.AddFailure(new ValidationFailure(item.Code, reason, answer));
            }
        });

    private string? Reason(ItemDefinition item, string? answer, bool shown, Missing? missing)
    {
        if (missing is { } code)
        {
            return answer is not null ? "has an answer, and a reason why there is none" : shown ? NotAllowed(code) : NotAsked(item.ShowIf!);
        }

        if (answer is null)
        {
            return item.Required && shown ? "needs an answer, or the reason why there is none" : null;
        }

        return shown ? item.Check(answer)?.Reason : NotAsked(item.ShowIf!);
    }

    private string? NotAllowed(Missing missing) => form.MissingCodes switch
    {
        [] => "needs an answer: this form takes no reason in its place",
        var allowed when allowed.Contains(missing) => null,
        var allowed => $"cannot be missing as {MissingCodes.Word(missing)}, only as {string.Join(" or ", allowed.Select(MissingCodes.Word))}",
    };

    private static string NotAsked(ShowIf condition) =>
        $"is not asked {(condition.Unless ? "where" : "unless")} {condition.Item} is {string.Join(" or ", condition.Values)}";
}
