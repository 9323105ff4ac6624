using System.CommandLine;
using TrialData.Application.Administration;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class AccountCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The account's name." };

    private static readonly Option<string[]> Roles = new("--role", "-r")
    {
        Description = "A role of the account; may be given several times.",
        HelpName = "ROLE",
        Required = true,
    };

    private static readonly Option<string[]> Sites = new("--site")
    {
        Description = "A site at which site roles are held; may be given several times.",
        HelpName = "CODE",
    };

    public static Command Build()
    {
        Roles.AcceptOnlyFromAmong([.. RoleNames.All]);
        var register = new Command("register", "Registers an account in a trial and prints its token, once.")
        {
            Name, Roles, Sites, CommonOptions.Trial, CommonOptions.Json,
        };
        register.WithAccount().SetAction(RegisterAsync);
        return new Command("account", "Looks after accounts.") { register };
    }

    private static async Task<int> RegisterAsync(ParseResult parsed, CancellationToken cancellation) =>
        await InTrial.RunAsync<RegisterAccount, RegisteredAccount>(
            parsed,
            trial => new RegisterAccount(
                trial,
                parsed.GetRequiredValue(Name),
                parsed.GetRequiredValue(Roles).Select(r => RoleNames.Parse(r)!.Value).ToList(),
                parsed.GetValue(Sites) ?? []),
            registered => Screen.Line($"Registered '{registered.Name}'. Its token, shown this once: {registered.Token.Text}"),
            cancellation);
}
