using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Extensions;
using TrialData.Application.Pipeline;

namespace TrialData.Web.SignedIn;

/// <summary>What somebody had typed on a page when it turned out that the session was over.</summary>
/// <param name="Fields">Name and value, in the order they were sent.</param>
internal sealed record KeptTyping(long AccountId, DateTimeOffset KeptAt, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Seals typing, so that the browser of a person without a session carries it through signing in: readable by this program alone, for half an
/// hour, at the address it was typed at, and given back to the account that the page was drawn for alone.
/// </summary>
internal sealed class TypingSeal(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The field of a page's form that says, sealed, whose page it is. Without it nothing is carried: no other site can make it.</summary>
    public const string OwnerField = "Owner";

    private const string Purpose = "TrialData.Web.Typing";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public string OwnerAt(string address, Actor actor) => ProtectorAt(address, nameof(OwnerAt)).Protect(JsonSerializer.Serialize(actor.AccountId!.Value));

    /// <summary>The typing of a form, sealed; null for a form that is nobody's page.</summary>
    public string? Seal(string address, IFormCollection form)
    {
        if (Opened(ProtectorAt(address, nameof(OwnerAt)), form[OwnerField]) is not { } owner)
        {
            return null;
        }

        var fields = form
            .Where(field => field.Key is not OwnerField && !field.Key.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? string.Empty)))
            .ToList();
        var typing = new KeptTyping(JsonSerializer.Deserialize<long>(owner), clock.GetUtcNow(), fields);
        return ProtectorAt(address, nameof(Seal)).Protect(JsonSerializer.Serialize(typing));
    }

    /// <summary>The typing, if it is of this address and account and not too old.</summary>
    public KeptTyping? Open(string address, Actor actor, string? sealedTyping) =>
        Opened(ProtectorAt(address, nameof(Seal)), sealedTyping) is { } text
        && JsonSerializer.Deserialize<KeptTyping>(text) is { } typing
        && typing.AccountId == actor.AccountId
        && clock.GetUtcNow() - typing.KeptAt <= Longest
            ? typing
            : null;

    /// <summary>Where a page is, whatever was to be done on it.</summary>
    public static string AddressOf(HttpRequest request) =>
        request.Path.ToUriComponent() + new QueryBuilder(request.Query.Where(each => each.Key != "handler")).ToQueryString();

    // What does not open was changed, of another address, or sealed with keys that are gone.
    private static string? Opened(IDataProtector protector, string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorAt(string address, string use) => protection.CreateProtector(Purpose, use, address);
}
