using System.CommandLine;
using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>The tokens of the account that asks.</summary>
internal static class TokenCommand
{
    private const int UsualDays = 90;

    private static readonly Argument<string> Name = new("name") { Description = "The token's name." };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "After how many days it ends; at most 366.",
        HelpName = "N",
        DefaultValueFactory = _ => UsualDays,
    };

    private static readonly Option<Permission[]> For = new("--for")
    {
        Description = "A permission it is made for; may be given several times. Default: all the account has.",
        HelpName = "PERMISSION",
    };

    public static Command Build()
    {
        var create = new Command("create", "Makes a token and prints it, once.") { Name, Days, For, CommonOptions.Json };
        create.WithAccount().SetAction(CreateAsync);
        var list = new Command("list", "Lists your tokens, without their texts.") { CommonOptions.Json };
        list.WithAccount().SetAction(ListAsync);
        var revoke = new Command("revoke", "Ends a token.") { Name, CommonOptions.Json };
        revoke.WithAccount().SetAction((parsed, cancellation) => InStore.RunAsync<RevokeApiToken, RevokedApiToken>(
            parsed, new RevokeApiToken(parsed.GetRequiredValue(Name)), revoked => Screen.Line($"Revoked '{revoked.Name}'."), cancellation));
        return new Command("token", "Looks after your own tokens.") { create, list, revoke };
    }

    private static Task<int> CreateAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var permissions = parsed.GetValue(For) is { Length: > 0 } given ? given : null;
        var expiresAt = TimeProvider.System.GetUtcNow().AddDays(parsed.GetValue(Days));
        return InStore.RunAsync<CreateApiToken, CreatedApiToken>(
            parsed,
            new CreateApiToken(parsed.GetRequiredValue(Name), permissions, expiresAt, permissions?.Any(RoleTable.IsConfirmed) == true ? Ask.Hidden("Your own password, to make a token that confirms acts") : null),
            created => Screen.Line($"Token '{created.Name}', shown this once: {created.Token.Text}"),
            cancellation);
    }

    private static Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation) =>
        InStore.RunAsync<ListApiTokens, IReadOnlyList<ApiTokenEntry>>(
            parsed,
            new ListApiTokens(),
            tokens =>
            {
                foreach (var token in tokens)
                {
                    Screen.Line($"{token.Name}: {Until(token.ExpiresAt)}, {(token.Permissions is null ? "all permissions" : string.Join(", ", token.Permissions))}");
                }
            },
            cancellation);

    private static string Until(DateTimeOffset? instant) =>
        instant is { } at ? string.Create(CultureInfo.InvariantCulture, $"until {at:yyyy-MM-dd}") : "does not expire";
}
