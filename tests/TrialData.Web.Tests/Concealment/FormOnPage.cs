using System.Net;
using System.Text.RegularExpressions;

namespace TrialData.Web.Tests.Concealment;

/// <summary>A form of a page that is sent by post, filled in as somebody would who answers every question with the first that comes.</summary>
internal sealed partial record FormOnPage(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <param name="address">Where the page was found, and where a form goes that names no other place.</param>
    /// <param name="password">What is typed where a password is asked for.</param>
    public static IEnumerable<FormOnPage> In(string html, string address, string password) => Forms().Matches(html)
        .Where(form => Attribute(form.Groups["attributes"].Value, "method") == "post")
        .SelectMany(form => Buttons(form.Groups["content"].Value).Select(button => new FormOnPage(
            button.Action ?? Attribute(form.Groups["attributes"].Value, "action") ?? address,
            [.. FilledIn(form.Groups["content"].Value, password), .. button.Field is { } field ? [field] : Array.Empty<KeyValuePair<string, string>>()])));

    private static IEnumerable<KeyValuePair<string, string>> FilledIn(string content, string password)
    {
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match control in Controls().Matches(content))
        {
            var (tag, attributes) = (control.Groups["tag"].Value, control.Groups["attributes"].Value);
            if (Attribute(attributes, "name") is not { } name)
            {
                continue;
            }

            var value = Attribute(attributes, "value") ?? string.Empty;
            switch (tag == "input" ? Attribute(attributes, "type") : tag)
            {
                case "hidden":
                    yield return KeyValuePair.Create(name, value);
                    break;
                case "radio" or "checkbox":
                    if (chosen.Add(name))
                    {
                        yield return KeyValuePair.Create(name, value);
                    }

                    break;
                case "password":
                    yield return KeyValuePair.Create(name, password);
                    break;
                case "select":
                    yield return KeyValuePair.Create(name, Options().Matches(control.Value).Select(option => WebUtility.HtmlDecode(option.Groups["value"].Value)).FirstOrDefault(option => option.Length > 0) ?? string.Empty);
                    break;
                default:
                    yield return KeyValuePair.Create(name, value.Length > 0 ? value : Typed(name));
                    break;
            }
        }
    }

    // The first day of the trial, and a number that every scale has.
    private static string Typed(string name) => name switch
    {
        _ when name.EndsWith(".day", StringComparison.Ordinal) => "4",
        _ when name.EndsWith(".month", StringComparison.Ordinal) => "1",
        _ when name.EndsWith(".year", StringComparison.Ordinal) => "2027",
        "Time" => "8:30",
        _ => "1",
    };

    private static IEnumerable<(string? Action, KeyValuePair<string, string>? Field)> Buttons(string content) => ButtonTags().Matches(content)
        .Select(button => button.Groups["attributes"].Value)
        .Where(attributes => Attribute(attributes, "type") is null or "submit")
        .Select(attributes => (
            Attribute(attributes, "formaction"),
            Attribute(attributes, "name") is { } name ? KeyValuePair.Create(name, Attribute(attributes, "value") ?? string.Empty) : (KeyValuePair<string, string>?)null));

    private static string? Attribute(string attributes, string name) =>
        Attributes().Matches(attributes).FirstOrDefault(attribute => attribute.Groups["name"].Value == name) is { } found ? WebUtility.HtmlDecode(found.Groups["value"].Value) : null;

    [GeneratedRegex("<form\\b(?<attributes>[^>]*)>(?<content>.*?)</form>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?<tag>select)\\b(?<attributes>[^>]*)>.*?</select>|<(?<tag>input|textarea)\\b(?<attributes>[^>]*)>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Controls();

    [GeneratedRegex("<option\\b[^>]*value=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Options();

    [GeneratedRegex("<button\\b(?<attributes>[^>]*)>", RegexOptions.NonBacktracking)]
    private static partial Regex ButtonTags();

    [GeneratedRegex("(?<name>[a-z-]+)=\"(?<value>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Attributes();
}
