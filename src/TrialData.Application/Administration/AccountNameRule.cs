using FluentValidation;

namespace TrialData.Application.Administration;

internal static class AccountNameRule
{
    private const int Longest = 100;

    public static IRuleBuilderOptions<T, string> AccountName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(Longest)
            .Must(name => string.Equals(name, name.Trim(), StringComparison.Ordinal)).WithMessage("An account name neither begins nor ends with a blank.")
            .Must(name => name is null || !name.Any(char.IsControl)).WithMessage("An account name is one line, without control characters.");
}
