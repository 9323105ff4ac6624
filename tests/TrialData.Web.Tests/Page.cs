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

    /// <summary>What stands between the elements, in one line.</summary>
    public string Text => string.Join(' ', WebUtility.HtmlDecode(Element().Replace(Html, " ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string AntiforgeryToken => Token().Match(Html).Groups["text"].Value;

    /// <summary>What the page sends along unseen under a name; empty where nothing.</summary>
    public string Hidden(string name) =>
        WebUtility.HtmlDecode(HiddenField().Matches(Html).FirstOrDefault(field => field.Groups["name"].Value == name)?.Groups["text"].Value ?? string.Empty);

    public static async Task<Page> GetAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return await ReadAsync(answer);
    }

    /// <summary>Opens the page of a form, fills it in and sends it, as a browser would.</summary>
    public static async Task<Page> SendAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        return await SendAgainAsync(client, address, await GetAsync(client, address), fields);
    }

    /// <summary>Sends the form of a page that is open already.</summary>
    public static async Task<Page> SendAgainAsync(HttpClient client, string address, Page form, params (string Name, string Value)[] fields)
    {
        using var body = new FormUrlEncodedContent(
            fields.Append((Name: "__RequestVerificationToken", Value: form.AntiforgeryToken)).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), body);
        return await ReadAsync(answer);
    }

    /// <summary>Sends a page that is open already, with what it sends along unseen.</summary>
    public async Task<Page> SendOnAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using var answer = await AnswerAsync(client, address, fields);
        return await ReadAsync(answer);
    }

    /// <summary>The same as a script does, which reads the answer itself.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(HttpClient client, string address, (string Name, string Value)[] fields, string accept = "text/html")
    {
        var hidden = HiddenField().Matches(Html).Select(field => (Name: field.Groups["name"].Value, Value: WebUtility.HtmlDecode(field.Groups["text"].Value))).DistinctBy(field => field.Name);
        using var body = new FormUrlEncodedContent(hidden
            .Append((Name: "__RequestVerificationToken", Value: AntiforgeryToken))
            .Concat(fields)
            .Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = body };
        request.Headers.Add("Accept", accept);
        return await client.SendAsync(request);
    }

    private static async Task<Page> ReadAsync(HttpResponseMessage answer) =>
        new(answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync());

    [GeneratedRegex("<h1[^>]*>(?<text>.*?)</h1>", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex HeadingText();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Element();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<text>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex HiddenField();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<text>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
