using TrialData.Application.Allocation.Edc;

namespace TrialData.Web.Edc;

/// <summary>What the client puts into its form: the arm's code.</summary>
internal sealed record EdcCode(string Code);

internal sealed record EdcSite(string SiteIdentifier);

/// <summary>What the client takes for the absence of an allocation, with a status that is no success. Never with a property <c>code</c>.</summary>
internal sealed record EdcError(string Error, string Reason);

/// <param name="Password">The secret that whoever asks has given in the address.</param>
internal sealed record EdcRegistrationAnswer(long Id, string Url, string Username, string Password, string Status, string StudyOid, string? InstanceUrl)
{
    // Anything else, and the client does not randomise.
    private const string Active = "ACTIVE";
    private const int LongestInstance = 400;

    public static EdcRegistrationAnswer Of(EdcRegistration found, string url, string secret, string? instance) =>
        new(found.Id, url, found.Name, secret, Active, found.StudyOid, instance is { Length: <= LongestInstance } ? instance : null);
}
