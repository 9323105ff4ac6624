using FluentValidation;

namespace TrialData.Application.Administration;

internal static class AccountNameRule
{
    private const int Longest = 100;
    private const int LongestReason = 400;

    public static IRuleBuilderOptions<T, string> AccountName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(Longest)
            .Must(name => string.Equals(name, name.Trim(), StringComparison.Ordinal)).WithMessage("An account name neither begins nor ends with a blank.");

    public static IRuleBuilderOptions<T, string> ReasonForChange<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(LongestReason);
}
