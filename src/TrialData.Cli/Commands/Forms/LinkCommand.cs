using System.CommandLine;
using TrialData.Application.Capture.Links;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands.Forms;

/// <summary><c>trialdata form link</c>: links by which a participant answers forms of one visit, once and without an account.</summary>
internal static class LinkCommand
{
    private static readonly Argument<string[]> Forms = new("forms") { Description = "Codes of the forms.", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string> Visit = new("--visit") { Description = "The visit.", HelpName = "CODE", Required = true };

    private static readonly Option<DateTimeOffset> Until = new("--until") { Description = "When it ends: 2027-03-17T18:00Z.", HelpName = "INSTANT", Required = true };

    private static readonly Argument<long> Link = new("link") { Description = "The link's number, as 'form link list' tells it." };

    public static Command Build()
    {
        var issue = new Command("issue", "Makes a link and prints its secret part, once.") { OfParticipant.Participant, Forms, Visit, Until, CommonOptions.Trial, CommonOptions.Json };
        issue.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<IssueFormLink, IssuedFormLink>(
            parsed,
            (trial, participant) => new IssueFormLink(trial, participant, parsed.GetRequiredValue(Visit), parsed.GetRequiredValue(Forms), parsed.GetValue(Until)),
            issued => Screen.Line(Invariant($"Link {issued.FormLinkId} until {Shown.Instant(issued.ExpiresAt)}. Its secret part, shown this once: {issued.Token.Text}")),
            cancellation));
        var list = new Command("list", "Lists the links of a participant, without their secret part.") { OfParticipant.Participant, CommonOptions.Trial, CommonOptions.Json };
        list.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<ListFormLinks, ListedFormLinks>(
            parsed, (trial, participant) => new ListFormLinks(trial, participant), Show, cancellation));
        var revoke = new Command("revoke", "Takes a link back.") { OfParticipant.Participant, Link, CommonOptions.Trial, CommonOptions.Json };
        revoke.WithAccount().SetAction((parsed, cancellation) => OfParticipant.RunAsync<RevokeFormLink, RevokedFormLink>(
            parsed,
            (trial, participant) => new RevokeFormLink(trial, participant, parsed.GetValue(Link)),
            revoked => Screen.Line(Invariant($"Took link {revoked.FormLinkId} back.")),
            cancellation));
        return new Command("link", "Looks after links by which a participant answers forms, once and without an account.") { issue, list, revoke };
    }

    private static void Show(ListedFormLinks listed)
    {
        if (listed.Links.Count == 0)
        {
            Screen.Line("The participant has no links.");
            return;
        }

        Columns.Write(listed.Links.Select(link => new[]
        {
            Invariant($"{link.FormLinkId}"), link.VisitCode, string.Join(", ", link.Forms), "by " + link.IssuedBy, StateOf(link),
        }).ToList());
    }

    private static string StateOf(ListedFormLink link) => link switch
    {
        { UsedAt: { } used } => "used " + Shown.Instant(used),
        { RevokedAt: { } revoked } => "taken back " + Shown.Instant(revoked),
        _ => "until " + Shown.Instant(link.ExpiresAt),
    };
}
