using TrialData.Application.Administration;

namespace TrialData.Web.SignedIn;

/// <summary>Where a browser keeps the token of a session. Neither scripts nor other sites nor a plain connection get it.</summary>
internal static class SessionCookie
{
    /// <summary>The prefix binds the cookie to this host and to a safe connection.</summary>
    private const string Name = "__Host-trialdata";

    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };

    public static SessionToken? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Name, out var text) && text.Length > 0 ? new SessionToken(text) : null;

    public static void Give(HttpResponse response, SessionToken token) => response.Cookies.Append(Name, token.Text, Options);

    public static void TakeBack(HttpResponse response) => response.Cookies.Delete(Name, Options);
}
