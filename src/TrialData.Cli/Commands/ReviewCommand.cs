using System.CommandLine;
using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands;

/// <summary>Who may do what, for whoever reviews it now and then.</summary>
internal static class ReviewCommand
{
    private static readonly Option<int> StaleDays = new("--stale-days")
    {
        Description = "After how many days without use an account is called stale.",
        HelpName = "N",
        DefaultValueFactory = _ => ReviewAccess.UsualStaleDays,
    };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Answer in CSV: a row for each role and each token." };

    public static Command Build()
    {
        var review = new Command("review", "Lists accounts with roles, training, tokens and last use; names those that are stale.")
        {
            StaleDays,
        };
        review.WithCsvOrJson(Csv).WithAccount().SetAction((parsed, cancellation) => InStore.RunAsync<ReviewAccess, AccessReview>(
            parsed, new ReviewAccess(parsed.GetValue(StaleDays)), parsed.GetValue(Csv) ? ShowCsv : Show, cancellation));
        return review;
    }

    private static void ShowCsv(AccessReview review) => Console.Out.Write(AccessCsv.Of(review));

    private static void Show(AccessReview review)
    {
        var first = true;
        foreach (var account in review.Accounts)
        {
            if (!first)
            {
                Screen.Line();
            }

            first = false;
            Show(account);
        }

        var stale = review.Accounts.Count(account => account.IsStale);
        Screen.Line(Invariant($"{(first ? string.Empty : "\n")}Accounts: {review.Accounts.Count}. Stale, by a limit of {review.StaleDays} days without use: {stale}."));
    }

    // A block for each account, not a table: names, roles and tokens are of any length and number.
    private static void Show(ReviewedAccount account)
    {
        Screen.Line($"{account.Name}{(account.Email is null ? string.Empty : $" <{account.Email}>")}{(account.IsStale ? "  STALE" : string.Empty)}");
        Screen.Line($"  {StateOf(account)}, last used {Day(account.LastUsedAt) ?? "never"}, {(account.HasSecondFactor ? "second factor" : "no second factor")}");
        foreach (var role in account.Roles)
        {
            var trained = role.TrainedOn is { } day ? Invariant($"trained {day:yyyy-MM-dd}") : "founder";
            var by = role.GrantedBy is null ? string.Empty : $" by {role.GrantedBy}";
            var end = role.ExpiresOn is not { } last ? string.Empty : Invariant($", {(role.HasExpired ? "EXPIRED" : "until")} {last:yyyy-MM-dd}");
            var may = role.Duties.Count == 0 ? string.Empty : $", may {string.Join(", ", role.Duties.Select(Words.Said))}";
            Screen.Line($"  role   {RoleNames.Of(role.Role)}{PlaceOf(role)}, {trained}, granted {Day(role.GrantedAt)}{by}{end}{may}");
        }

        foreach (var token in account.Tokens)
        {
            var end = token.ExpiresAt is null ? "does not expire" : $"until {Day(token.ExpiresAt)}";
            Screen.Line($"  token  {token.Name}, {end}, last used {Day(token.LastUsedAt) ?? "never"}");
        }
    }

    private static string StateOf(ReviewedAccount account)
    {
        var state = account.State switch
        {
            AccountState.Invited => Invariant($"invited {account.CreatedAt:yyyy-MM-dd}"),
            AccountState.Active => "active",
            AccountState.Suspended => "suspended",
            AccountState.Expired => "expired",
        };
        return account.ExpiresOn is { } last ? Invariant($"{state}, until {last:yyyy-MM-dd}") : state;
    }

    private static string PlaceOf(ReviewedRole role) => (role.Trial, role.Site) switch
    {
        (null, _) => " in every trial",
        ({ } trial, null) => $" in {trial}",
        ({ } trial, { } site) => $" in {trial} at {site}",
    };

    private static string? Day(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
