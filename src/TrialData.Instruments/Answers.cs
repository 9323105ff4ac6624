using System.Globalization;

namespace TrialData.Instruments;

/// <summary>Checks answers and brings them to their canonical form, one method for each item type.</summary>
internal static class Answers
{
    // System.Decimal keeps 28 digits whatever they are; a 29th could be rounded away in silence.
    private const int MostDigits = 28;

    internal static (string? Value, AnswerFault? Fault) Canonical(ItemDefinition item, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var trimmed = value.Trim();
        if (trimmed.Length == 0)
        {
            return Refused("is blank");
        }

        return item.Type switch
        {
            ItemType.Integer => Integer(item, trimmed),
            ItemType.Decimal => Decimal(item, trimmed),
            ItemType.Choice => Choice(item, trimmed),
            ItemType.Choices => SeveralChoices(item, trimmed),
            ItemType.Boolean => Boolean(trimmed),
            ItemType.Date => DayAnswers.Date(trimmed),
            ItemType.PartialDate => DayAnswers.PartialDate(trimmed),
            ItemType.Instant => DayAnswers.Instant(trimmed),
            ItemType.Text => Text(value),
        };
    }

    /// <summary>The number a string holds in plain notation, such as -3 or 12.5; null for anything else.</summary>
    internal static decimal? Number(string text) =>
        text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-' or '+')
        && text.Count(char.IsAsciiDigit) <= MostDigits
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    // The conditional drops the sign that System.Decimal keeps of a negative zero.
    internal static string InWords(decimal number) => (number == 0 ? 0 : number).ToString("0.############################", CultureInfo.InvariantCulture);

    private static (string? Value, AnswerFault? Fault) Integer(ItemDefinition item, string text) =>
        IsMissingCode(item, text) ? (text, null) :
        !text.Contains('.', StringComparison.Ordinal) && Number(text) is { } number
            ? Within(item, number)
            : Refused("must be a whole number");

    private static (string? Value, AnswerFault? Fault) Decimal(ItemDefinition item, string text) =>
        IsMissingCode(item, text) ? (text, null) :
        Number(text) is { } number
            ? Within(item, number)
            : Refused("must be a number in digits, with a point before the decimals");

    private static (string? Value, AnswerFault? Fault) Within(ItemDefinition item, decimal number) => (item.Minimum, item.Maximum) switch
    {
        ({ } from, { } to) when number < from || number > to => Refused($"must be from {InWords(from)} to {InWords(to)}"),
        ({ } from, null) when number < from => Refused($"must be at least {InWords(from)}"),
        (null, { } to) when number > to => Refused($"must be at most {InWords(to)}"),
        _ => (InWords(number), null),
    };

    private static bool IsMissingCode(ItemDefinition item, string text) => item.Choices.Any(choice => choice.Value == text);

    private static (string? Value, AnswerFault? Fault) Choice(ItemDefinition item, string text) =>
        item.Choices.Any(choice => choice.Value == text)
            ? (text, null)
            : Refused($"is not one of {string.Join(", ", item.Choices.Select(choice => choice.Value))}");

    private static (string? Value, AnswerFault? Fault) SeveralChoices(ItemDefinition item, string text)
    {
        var given = text.Split('|', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var chosen = item.Choices.Where(choice => given.Remove(choice.Value)).ToList();
        if (given.Count > 0)
        {
            return Refused($"is not one or more of {string.Join(", ", item.Choices.Select(choice => choice.Value))}, with '|' between");
        }

        return chosen.Count > 1 && chosen.Find(choice => choice.Exclusive || choice.Missing) is { } alone
            ? Refused($"cannot hold {alone.Value} beside another choice")
            : (string.Join('|', chosen.Select(choice => choice.Value)), null);
    }

    private static (string? Value, AnswerFault? Fault) Boolean(string text) => text.ToUpperInvariant() switch
    {
        "YES" => ("yes", null),
        "NO" => ("no", null),
        _ => Refused("must be yes or no"),
    };

    private static (string? Value, AnswerFault? Fault) Text(string text)
    {
        if (!IsWellFormed(text))
        {
            return Refused("is not valid Unicode");
        }

        return text.Any(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'))
            ? Refused("holds a control character")
            : (text, null);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    internal static (string? Value, AnswerFault? Fault) Refused(string reason) => (null, new AnswerFault(reason));
}
