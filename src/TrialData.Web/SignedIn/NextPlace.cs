using Microsoft.AspNetCore.Mvc;

namespace TrialData.Web.SignedIn;

/// <summary>Where somebody was going before signing in.</summary>
internal static class NextPlace
{
    /// <summary>The place, if it is one of this program's pages; else the home page. An address of another host must never be followed.</summary>
    public static string Of(IUrlHelper url, string? next) => next is { Length: > 0 } && url.IsLocalUrl(next) ? next : "/";

    /// <summary>An address of signing in that remembers the place.</summary>
    public static string Keep(string address, string? next) =>
        next is { Length: > 0 } and not "/" ? $"{address}?next={Uri.EscapeDataString(next)}" : address;
}
