using System.CommandLine;
using TrialData.Application.Allocation.Edc;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>The EDC systems that may randomise in a trial.</summary>
internal static class EdcCommand
{
    private const int UsualDays = 365;

    private static readonly Argument<string> Name = new("name") { Description = "The credential's name: the user name of the EDC." };

    private static readonly Option<string> StudyOid = new("--study-oid")
    {
        Description = "What the EDC calls the trial.",
        HelpName = "OID",
        Required = true,
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "After how many days it ends; at most 366.",
        HelpName = "N",
        DefaultValueFactory = _ => UsualDays,
    };

    public static Command Build()
    {
        var register = new Command("register", "Lets an EDC system randomise in a trial whose protocol says externalEdc; prints its secret, once.") { Name, StudyOid, Days, CommonOptions.Trial, CommonOptions.Json };
        register.WithAccount().SetAction((parsed, cancellation) =>
        {
            var expiresAt = TimeProvider.System.GetUtcNow().AddDays(parsed.GetValue(Days));
            return InTrial.RunAsync<RegisterEdc, RegisteredEdc>(
                parsed, trial => new RegisterEdc(trial, parsed.GetRequiredValue(Name), parsed.GetRequiredValue(StudyOid), expiresAt), Write, cancellation);
        });
        var list = new Command("list", "Lists the credentials of a trial's EDC systems, without their secrets.") { CommonOptions.Trial, CommonOptions.Json };
        list.WithAccount().SetAction((parsed, cancellation) =>
            InTrial.RunAsync<ListEdcCredentials, ListedEdcCredentials>(parsed, trial => new ListEdcCredentials(trial), Write, cancellation));
        var revoke = new Command("revoke", "Ends a credential at once. What was allocated by it stays.") { Name, CommonOptions.Trial, CommonOptions.Json };
        revoke.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<RevokeEdcCredential, RevokedEdcCredential>(
            parsed, trial => new RevokeEdcCredential(trial, parsed.GetRequiredValue(Name)), revoked => Screen.Line($"Revoked '{revoked.Name}'."), cancellation));
        return new Command("edc", "EDC systems that use this program as their randomisation service.") { register, list, revoke };
    }

    private static void Write(RegisteredEdc registered)
    {
        Screen.Line(Invariant($"Registered '{registered.Name}' for study {registered.StudyOid}, until {registered.ExpiresAt:yyyy-MM-dd}. Shown this once:"));
        Screen.Line($"secret      {registered.Secret.Text}");
        Screen.Line($"module URL  https://THIS-PROGRAM/{registered.ModulePath}");
        Screen.Line("Whoever has the secret can randomise in this trial: hand it to the administrator of the EDC alone.");
    }

    private static void Write(ListedEdcCredentials listed)
    {
        if (listed.Credentials.Count == 0)
        {
            Screen.Line("No EDC may randomise in this trial.");
            return;
        }

        Columns.Write([
            ["Name", "Study", "State", "Since", "Until"],
            .. listed.Credentials.Select(each => new[]
            {
                each.Name, each.StudyOid, Words.Said(each.State), Invariant($"{each.CreatedAt:yyyy-MM-dd}"), Invariant($"{each.RevokedAt ?? each.ExpiresAt:yyyy-MM-dd}"),
            }),
        ]);
    }
}
