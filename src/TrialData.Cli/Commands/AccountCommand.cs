using System.CommandLine;
using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Administration.Credentials;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class AccountCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The account's name." };

    private static readonly Option<string> RoleName = new("--role", "-r")
    {
        Description = "The role.",
        HelpName = "ROLE",
        Required = true,
    };

    private static readonly Option<string?> Site = new("--site")
    {
        Description = "The site of a role that is held at one.",
        HelpName = "CODE",
    };

    private static readonly Option<DateOnly?> Trained = new("--trained")
    {
        Description = "The day of the person's training for the role.",
        HelpName = "YYYY-MM-DD",
    };

    private static readonly Option<DateOnly?> Expires = new("--until")
    {
        Description = "The last day on which it counts. Default: no end.",
        HelpName = "YYYY-MM-DD",
    };

    private static readonly Option<string[]> May = new("--may")
    {
        Description = "A duty delegated by name beyond the role, also to who holds the role already.",
    };

    private static readonly Option<string?> OnlyMay = new("--only-may")
    {
        Description = "Ends this delegated duty alone; the role goes on.",
    };

    private static readonly Option<string?> Email = new("--email")
    {
        Description = "Where mail for the account goes. Default: nowhere.",
        HelpName = "ADDRESS",
    };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the audit trail.", HelpName = "TEXT", Required = true };

    public static Command Build()
    {
        RoleName.AcceptOnlyFromAmong([.. RoleNames.All]);
        May.AcceptOnlyFromAmong([.. RoleTable.Duties.Select(Words.Of)]);
        OnlyMay.AcceptOnlyFromAmong([.. RoleTable.Duties.Select(Words.Of)]);
        return new Command("account", "Looks after accounts.")
        {
            Does("invite", "Creates an account without roles and prints the invitation for its person, once.", InviteAsync, Name, Expires, Email),
            Does("reissue", "Prints a new invitation for an account; the last one ends.", ReissueAsync, Name),
            Does("grant", "Gives an account a role in a trial, or at one of its sites.", GrantAsync, Name, RoleName, Site, Trained, Expires, May, CommonOptions.Trial),
            Does("revoke", "Takes a role from an account, or one duty delegated with it.", RevokeAsync, Name, RoleName, Site, OnlyMay, Reason, CommonOptions.Trial),
            Does("email", "Changes the e-mail address of an account, or removes it where none is given.", ChangeEmailAsync, Name, Email, Reason),
            Does("suspend", "Takes everything from an account until it is resumed.", SuspendAsync, Name, Reason),
            Does("reset-authenticator", "Forgets the lost authenticator of an account: its person sets up another at the next sign-in.", ResetAsync, Name, Reason),
            ReviewCommand.Build(),
            SignInCommand.BuildAccept(),
            SignInCommand.BuildSignIn(),
            SignInCommand.BuildPassword(),
            Does("resume", "Gives a suspended account back what it held.", ResumeAsync, Name, Reason),
        };
    }

    private static Command Does(string name, string description, Func<ParseResult, CancellationToken, Task<int>> action, params Symbol[] symbols)
    {
        var command = new Command(name, description) { CommonOptions.Json };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.WithAccount().SetAction(action);
        return command;
    }

    private static Task<int> InviteAsync(ParseResult parsed, CancellationToken cancellation) => InStore.RunAsync<InviteAccount, InvitedAccount>(
        parsed, new InviteAccount(parsed.GetRequiredValue(Name), parsed.GetValue(Expires), parsed.GetValue(Email)), ShowInvitation, cancellation);

    private static Task<int> ReissueAsync(ParseResult parsed, CancellationToken cancellation) => InStore.RunAsync<ReissueInvitation, ReissuedInvitation>(
        parsed,
        new ReissueInvitation(parsed.GetRequiredValue(Name)),
        issued => ShowInvitation(issued.Name, issued.Invitation, issued.InvitationExpiresAt, issued.MailedTo),
        cancellation);

    private static Task<int> GrantAsync(ParseResult parsed, CancellationToken cancellation) => InTrial.RunAsync<GrantRole, GrantedRole>(
        parsed,
        trial => new GrantRole(
            trial, parsed.GetRequiredValue(Name), RoleOf(parsed), parsed.GetValue(Site), parsed.GetValue(Trained), parsed.GetValue(Expires),
            [.. (parsed.GetValue(May) ?? []).Select(Words.Parse<Permission>)]),
        granted => Screen.Line($"'{granted.AccountName}' is {RoleNames.Of(granted.Role)}{At(granted.SiteCode)} from now on{And(granted.Duties)}."),
        cancellation);

    private static Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellation) => InTrial.RunAsync<RevokeRole, RevokedRole>(
        parsed,
        trial => new RevokeRole(
            trial, parsed.GetRequiredValue(Name), RoleOf(parsed), parsed.GetValue(Site), parsed.GetRequiredValue(Reason),
            parsed.GetValue(OnlyMay) is { } duty ? Words.Parse<Permission>(duty) : null),
        revoked => Screen.Line(revoked.OnlyDuty is { } ended
            ? $"'{revoked.AccountName}' may {Words.Said(ended)}{At(revoked.SiteCode)} no longer, and is {RoleNames.Of(revoked.Role)} still."
            : $"'{revoked.AccountName}' is {RoleNames.Of(revoked.Role)}{At(revoked.SiteCode)} no longer."),
        cancellation);

    private static Task<int> SuspendAsync(ParseResult parsed, CancellationToken cancellation) => InStore.RunAsync<SuspendAccount, SuspendedAccount>(
        parsed,
        new SuspendAccount(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Reason)),
        suspended => Screen.Line($"Suspended '{suspended.Name}'."),
        cancellation);

    private static Task<int> ResumeAsync(ParseResult parsed, CancellationToken cancellation) => InStore.RunAsync<ResumeAccount, ResumedAccount>(
        parsed,
        new ResumeAccount(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Reason)),
        resumed => Screen.Line($"Resumed '{resumed.Name}'."),
        cancellation);

    private static Task<int> ResetAsync(ParseResult parsed, CancellationToken cancellation) => InStore.RunAsync<ResetSecondFactor, SecondFactorWasReset>(
        parsed,
        new ResetSecondFactor(parsed.GetRequiredValue(Name), parsed.GetRequiredValue(Reason)),
        reset => Screen.Line($"Reset the authenticator of '{reset.Name}' and ended its sessions."),
        cancellation);

    private static Task<int> ChangeEmailAsync(ParseResult parsed, CancellationToken cancellation) => InStore.RunAsync<ChangeEmail, ChangedEmail>(
        parsed,
        new ChangeEmail(parsed.GetRequiredValue(Name), parsed.GetValue(Email), parsed.GetRequiredValue(Reason)),
        changed => Screen.Line($"Mail for '{changed.Name}' goes to {changed.Email ?? "nobody"}."),
        cancellation);

    private static void ShowInvitation(InvitedAccount invited) =>
        ShowInvitation(invited.Name, invited.Invitation, invited.InvitationExpiresAt, invited.MailedTo);

    private static void ShowInvitation(string name, InvitationToken? invitation, DateTimeOffset expiresAt, string? mailedTo)
    {
        var shown = invitation is null ? "Its person alone gets the invitation." : $"The invitation, shown this once: {invitation.Text}";
        Screen.Line(string.Create(CultureInfo.InvariantCulture, $"Invited '{name}' until {expiresAt:yyyy-MM-dd HH:mm} UTC. {shown}"));
        if (mailedTo is not null)
        {
            Screen.Line($"A mail with it to {mailedTo} waits in the outbox.");
        }
    }

    private static Role RoleOf(ParseResult parsed) => RoleNames.Parse(parsed.GetRequiredValue(RoleName))!.Value;

    private static string And(IReadOnlyCollection<Permission> duties) =>
        duties.Count == 0 ? string.Empty : $" and may {string.Join(", ", duties.Select(Words.Said))}";

    private static string At(string? site) => site is null ? string.Empty : $" at {site}";
}
