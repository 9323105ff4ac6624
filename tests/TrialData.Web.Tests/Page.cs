using System.Net;
using System.Text.RegularExpressions;

namespace TrialData.Web.Tests;

/// <summary>A page as it came, for a browser without scripts.</summary>
internal sealed partial record Page(HttpStatusCode Status, string? Location, string Html)
{
    /// <summary>The text of the first heading, without the elements in it.</summary>
    public string Heading => WebUtility.HtmlDecode(Element().Replace(HeadingText().Match(Html).Groups["text"].Value, string.Empty).Trim());

    /// <summary>The page without what differs each time that it is asked for.</summary>
    public string Constant => Html.Replace(AntiforgeryToken.Length == 0 ? "\0" : AntiforgeryToken, string.Empty, StringComparison.Ordinal);

    public string AntiforgeryToken => Token().Match(Html).Groups["text"].Value;

    public static async Task<Page> GetAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return await ReadAsync(answer);
    }

    /// <summary>Opens the page of a form, fills it in and sends it, as a browser would.</summary>
    public static async Task<Page> SendAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        var form = await GetAsync(client, address);
        using var body = new FormUrlEncodedContent(
            fields.Append((Name: "__RequestVerificationToken", Value: form.AntiforgeryToken)).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), body);
        return await ReadAsync(answer);
    }

    private static async Task<Page> ReadAsync(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync());

    [GeneratedRegex("<h1[^>]*>(?<text>.*?)</h1>", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex HeadingText();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Element();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<text>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
