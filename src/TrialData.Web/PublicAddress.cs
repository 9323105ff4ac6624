using TrialData.Hosting;
using TrialData.Web.Ground;

namespace TrialData.Web;

/// <summary>Where the program is reached from outside: as it was told, else as the request says.</summary>
/// <param name="Told">Null where nobody told.</param>
internal sealed record PublicAddress(Uri? Told)
{
    private const string Setting = "publicAddress";

    /// <exception cref="WrongSettingException">It is none.</exception>
    public static PublicAddress From(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => new PublicAddress(Told: null),
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) => new PublicAddress(address),
        var text => throw new WrongSettingException(Setting, $"'{text}' is no address such as https://trials.example.org"),
    };

    public string Of(HttpRequest request) => Told?.AbsoluteUri.TrimEnd('/') ?? $"{SafeConnection.SchemeOf(request)}://{request.Host}";
}
