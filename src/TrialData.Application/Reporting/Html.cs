using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TrialData.Application.Reporting;

/// <summary>Elements of a page as a tree, so that no text can reach the page without being encoded.</summary>
/// <remarks>The page is written as XML that is also HTML: elements are never self-closed unless HTML says so.</remarks>
public static class Html
{
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "hr", "meta", "col" };

    public static XElement El(string name, params object?[] content)
    {
        var element = new XElement(name, Encoded(content));
        if (element.IsEmpty && !Void.Contains(name))
        {
            element.Value = "";
        }

        return element;
    }

    public static XAttribute At(string name, string value) => new(name, Clean(value));

    public static XAttribute Class(string value) => At("class", value);

    public static XElement P(params object?[] content) => El("p", content);

    public static XElement Section(string id, params object?[] content) =>
        El("section", At("id", id), At("aria-labelledby", $"{id}-heading"), content);

    public static XElement Heading(int level, string id, params object?[] content) =>
        El($"h{(char)('0' + level)}", At("id", $"{id}-heading"), content);

    public static XElement Link(string id, string text) => El("a", At("href", $"#{id}"), text);

    /// <summary>A container that scrolls by itself and can be reached by keyboard.</summary>
    public static XElement Scroll(string label, XElement content) =>
        El("div", Class("scroll"), At("role", "region"), At("tabindex", "0"), At("aria-label", label), content);

    /// <summary>Text without the characters that XML cannot hold; each becomes the replacement character.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes has already replaced lone surrogates; what remains are control characters.
            var valid = !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append(valid ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }

    public static string Serialise(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static IEnumerable<object?> Encoded(IEnumerable<object?> content) =>
        content.Select(part => part switch
        {
            string text => Clean(text),
            IEnumerable<object?> parts when part is not XObject => Encoded(parts),
            _ => part,
        });
}
