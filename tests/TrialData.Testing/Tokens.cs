using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Testing;

/// <summary>Tokens of people of a trial.</summary>
public static class Tokens
{
    private const string Password = "nine yellow bicycles";

    /// <summary>A token made for some permissions and confirmed by a password, which the account gets for it.</summary>
    public static async Task<ApiToken> ConfirmedTokenAsync(this TrialHost host, string who, string name, IReadOnlyList<Permission> permissions, DateTimeOffset expiresAt)
    {
        // Refused where the account has got it before.
        var invited = await host.AskAsync<ReissueInvitation, ReissuedInvitation>("founder", new ReissueInvitation(who));
        if (!invited.IsRefused)
        {
            _ = (await new Person(host, who, Password).AcceptAsync(invited.Value.Invitation!)).Value;
        }

        return (await host.AskAsync<CreateApiToken, CreatedApiToken>(who, new CreateApiToken(name, permissions, expiresAt, Password))).Value.Token;
    }
}
