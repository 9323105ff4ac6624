using System.Globalization;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Forms;

/// <summary>An answer between the fields of a page and the text that is stored. What cannot be read stays as it was typed.</summary>
internal static class TypedAnswer
{
    private const char BetweenChoices = '|';

    // Stands in no readable day: by it, what could not be read is known again, part by part.
    private const char BetweenUnreadParts = '/';

    private static readonly string[] Times = ["H:mm", "H.mm", "H:mm:ss"];

    public static string NameOf(string item) => "a." + item;

    /// <summary>Null where nothing was typed.</summary>
    public static string? Read(IFormCollection form, LaidItem item) => Read(form, item.Code, item.Kind);

    /// <summary>Null where nothing was typed.</summary>
    public static string? Read(IFormCollection form, string item, AnswerKind kind)
    {
        var name = NameOf(item);
        var text = kind switch
        {
            AnswerKind.Day => Day(TypedDay.From(form, name)),
            AnswerKind.PartialDay => PartialDay(TypedDay.From(form, name)),
            AnswerKind.Instant => Instant(TypedDay.From(form, name), form[name + ".time"].ToString().Trim()),
            AnswerKind.SeveralChoices => string.Join(BetweenChoices, form[name].Where(each => !string.IsNullOrEmpty(each))),
            _ => form[name].ToString(),
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public static bool IsUnreadable(LaidItem item, string? text) =>
        item.Kind is AnswerKind.Day or AnswerKind.PartialDay or AnswerKind.Instant && text?.Contains(BetweenUnreadParts, StringComparison.Ordinal) == true;

    public static IReadOnlyCollection<string> ChoicesOf(string? text) => text?.Split(BetweenChoices) ?? [];

    public static TypedDay DayOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return TypedDay.None;
        }

        if (text.Split(BetweenUnreadParts) is [var day, var month, var year, ..])
        {
            return new TypedDay(day, month, year);
        }

        if (AsInstant(text) is { } instant)
        {
            return TypedDay.Of(TrialDay.Of(instant));
        }

        var parts = text.Split('-');
        return new TypedDay(Unpadded(parts.ElementAtOrDefault(2)), Unpadded(parts.ElementAtOrDefault(1)), parts[0]);
    }

    public static string? TimeOf(string? text) => text?.Split(BetweenUnreadParts) is [_, _, _, var typed]
        ? typed
        : AsInstant(text) is { } instant ? TrialDay.WallTimeOf(instant).ToString(instant.Second == 0 ? Times[0] : Times[2], CultureInfo.InvariantCulture) : null;

    public static DateTimeOffset? AsInstant(string? text) =>
        text?.Contains('T', StringComparison.Ordinal) == true && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static string? Day(TypedDay typed) => typed.IsEmpty ? null : typed.Read("Day").Day is { } day ? Iso(day) : Unread(typed);

    private static string? PartialDay(TypedDay typed)
    {
        if (typed.IsEmpty)
        {
            return null;
        }

        var (hasDay, hasMonth) = (!string.IsNullOrWhiteSpace(typed.Day), !string.IsNullOrWhiteSpace(typed.Month));
        var whole = typed with { Day = hasDay ? typed.Day : "1", Month = hasMonth ? typed.Month : "1" };
        if ((hasDay && !hasMonth) || whole.Read("Day").Day is not { } first)
        {
            return Unread(typed);
        }

        return hasDay ? Iso(first) : first.ToString(hasMonth ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);
    }

    private static string? Instant(TypedDay typed, string time)
    {
        if (typed.IsEmpty && time.Length == 0)
        {
            return null;
        }

        return typed.Read("Day").Day is { } day && TimeOnly.TryParseExact(time, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? TrialDay.At(day, at).UtcDateTime.ToString(at.Second == 0 ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : $"{Unread(typed)}{BetweenUnreadParts}{time}";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Unread(TypedDay typed) => $"{typed.Day}{BetweenUnreadParts}{typed.Month}{BetweenUnreadParts}{typed.Year}";

    private static string? Unpadded(string? part) => part?.TrimStart('0');
}
