using System.Net.Mail;
using FluentValidation;

namespace TrialData.Application.Administration.Mail;

internal static class EmailRule
{
    /// <remarks>RFC 5321, section 4.5.3.1.3: a path of 256 octets, its brackets included.</remarks>
    private const int Longest = 254;

    public static IRuleBuilderOptions<T, string?> EmailAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(IsPlainAddress).WithMessage("An e-mail address is name@domain, without a display name, blanks or letters beyond ASCII.");

    // The parser also takes display names, comments and quotes, some with line ends in them: none of that may reach a header.
    private static bool IsPlainAddress(string? text) => text is null
        || (text.Length is > 0 and <= Longest
            && text.All(letter => char.IsAscii(letter) && !char.IsControl(letter) && !" \"<>(),;:\\[]".Contains(letter, StringComparison.Ordinal))
            && MailAddress.TryCreate(text, out var address)
            && string.Equals(address.Address, text, StringComparison.Ordinal));
}
