using FluentValidation;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Edc;

/// <summary>How long and of what letters the texts may be that an EDC gives.</summary>
internal static class EdcTexts
{
    /// <summary>As wide as the columns that keep them.</summary>
    public const int LongestOid = 64;
    public const int LongestName = 40;
    public const int LongestUser = 100;
    public const int LongestAnswer = 200;

    /// <summary>An object identifier of the EDC: letters, digits and a few signs. It stays in the trail for ever, so it must not tell who somebody is.</summary>
    public static IRuleBuilderOptions<T, string> IsOid<T>(this IRuleBuilder<T, string> rule) => rule.NotEmpty().MaximumLength(LongestOid)
        .Must(oid => oid is null || oid.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-.()".Contains(letter, StringComparison.Ordinal)))
        .WithMessage("An identifier is of letters, digits and _ - . ( ).")
        .TellsNobody();

    /// <summary>The name of an account of the EDC.</summary>
    public static IRuleBuilderOptions<T, string> IsUser<T>(this IRuleBuilder<T, string> rule) => rule.NotEmpty().MaximumLength(LongestUser)
        .Must(name => name is null || !name.Any(char.IsControl)).WithMessage("A user is named in one line.")
        .TellsNobody();

    private static IRuleBuilderOptions<T, string> TellsNobody<T>(this IRuleBuilderOptions<T, string> rule) => rule
        .Must(text => IdentifierScreen.Find(text ?? string.Empty).Count == 0)
        .WithMessage((_, text) => $"may tell who somebody is ({string.Join(", ", IdentifierScreen.Find(text))}): it stays in the trail for ever.");
}
