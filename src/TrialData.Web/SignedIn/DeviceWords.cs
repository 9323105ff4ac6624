namespace TrialData.Web.SignedIn;

/// <summary>What somebody signs in with, in a few words: enough to know one's own devices by, and nothing that tells them from others of their kind.</summary>
internal static class DeviceWords
{
    // In this order: a browser names those that it descends from too.
    private static readonly (string Mark, string Words)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Words)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ];

    /// <summary><c>Edge on Windows</c>.</summary>
    public static string Of(HttpRequest request)
    {
        var said = request.Headers.UserAgent.ToString();
        return (Found(Browsers, said), Found(Systems, said)) switch
        {
            (null, null) => "A browser",
            ({ } browser, null) => browser,
            (null, { } system) => $"A browser on {system}",
            ({ } browser, { } system) => $"{browser} on {system}",
        };
    }

    private static string? Found((string Mark, string Words)[] known, string said) =>
        known.FirstOrDefault(each => said.Contains(each.Mark, StringComparison.Ordinal)).Words;
}
