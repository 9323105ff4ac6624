using System.CommandLine;
using System.Globalization;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Reporting;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata audit list</c>: the trail as far as the account may see it, newest first.</summary>
internal static class AuditListCommand
{
    private static readonly Option<string?> Site = new("--site") { Description = "Events of one site.", HelpName = "CODE" };

    private static readonly Option<string?> ActorName = new("--account") { Description = "Events of one account.", HelpName = "NAME" };

    private static readonly Option<string?> UseCase = new("--use-case") { Description = "Events of one kind: SaveForm, say.", HelpName = "NAME" };

    private static readonly Option<string?> Subject = new("--about") { Description = "Events whose subject begins like this: the number of a participant, say.", HelpName = "TEXT" };

    private static readonly Option<string?> Field = new("--field") { Description = "Events that changed one field.", HelpName = "NAME" };

    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "From this instant on: 2027-03-17 or 2027-03-17T09:00Z.", HelpName = "INSTANT" };

    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "Before this instant.", HelpName = "INSTANT" };

    private static readonly Option<int> Most = new("--most") { Description = "How many events at most.", HelpName = "N", DefaultValueFactory = _ => 100 };

    private static readonly Option<bool> Installation = new("--installation") { Description = "Events of the installation in place of a trial's: accounts, roles, the store." };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Answer in CSV; a field that a spreadsheet would take for a formula begins with an apostrophe. --json has all to the letter." };

    public static Command Build()
    {
        var command = new Command("list", "Lists audit events, newest first, as far as the account may see them.")
        {
            Site, ActorName, UseCase, Subject, Field, From, To, Most, Installation,
        };
        command.WithCsvOrJson(Csv).WithAccount().Add(CommonOptions.Trial);
        command.SetAction((parsed, cancellation) => parsed.GetValue(Installation)
            ? InStore.RunAsync<ReadInstallationAudit, AuditPage>(parsed, new ReadInstallationAudit(Question(parsed)), View(parsed), cancellation)
            : InTrial.RunAsync<ReadAudit, AuditPage>(parsed, trial => new ReadAudit(trial, Question(parsed), parsed.GetValue(Site)), View(parsed), cancellation));
        return command;
    }

    private static AuditQuestion Question(ParseResult parsed) => new()
    {
        ActorName = parsed.GetValue(ActorName),
        UseCase = parsed.GetValue(UseCase),
        SubjectBegins = parsed.GetValue(Subject),
        Field = parsed.GetValue(Field),
        From = parsed.GetValue(From),
        To = parsed.GetValue(To),
        Most = parsed.GetValue(Most),
    };

    private static Action<AuditPage> View(ParseResult parsed) => parsed.GetValue(Csv) ? page => Console.Out.Write(AuditCsv.Of(page)) : Show;

    private static void Show(AuditPage page)
    {
        foreach (var each in page.Events)
        {
            Screen.Line($"{AuditHash.Text(each.OccurredAt)}  {each.Actor}{(each.Role is null ? string.Empty : $" ({each.Role})")}  {each.UseCase}: {each.Result}");
            var about = string.Join(' ', new[] { each.Site, each.Subject }.OfType<string>());
            var change = each.Field is null ? string.Empty : $"  {each.Field}: {each.OldValue ?? "-"} -> {each.NewValue ?? "-"}";
            var reason = (each.Reason, each.HasReason) switch
            {
                ({ } text, _) => $"  because: {text}",
                (null, true) => "  (with a reason)",
                _ => string.Empty,
            };
            if (about.Length + change.Length + reason.Length > 0)
            {
                Screen.Line($"    {about}{change}{reason}");
            }
        }

        Screen.Line(page.Events.Count.ToString(CultureInfo.InvariantCulture) + (page.Next is null ? " events." : " events, and more before them: narrow the time, or ask for --most."));
    }
}
