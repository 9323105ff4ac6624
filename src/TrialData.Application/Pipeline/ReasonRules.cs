using FluentValidation;

namespace TrialData.Application.Pipeline;

/// <summary>What a reason may be that goes into the audit trail, from which nothing can be taken out again.</summary>
public static class ReasonRules
{
    /// <summary>In characters, as the columns hold it.</summary>
    public const int Longest = 400;

    /// <summary>A reason must be there, and must not tell who a participant is.</summary>
    public static IRuleBuilderOptions<T, string?> IsReason<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().IsReasonIfAny();

    /// <summary>A reason may be left out; one that is there must not tell who a participant is.</summary>
    public static IRuleBuilderOptions<T, string?> IsReasonIfAny<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(Longest)
            .Must(reason => IdentifierScreen.Find(reason ?? string.Empty).Count == 0)
            .WithMessage((_, reason) => $"may tell who a participant is ({string.Join(", ", IdentifierScreen.Find(reason!))}): it stays in the trail for ever; say it without.");
}
