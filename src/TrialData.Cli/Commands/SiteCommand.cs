using System.CommandLine;
using TrialData.Application.Administration;
using TrialData.Application.Protocol;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary><c>trialdata site</c>: the green light of a site, and the end of its recruitment.</summary>
internal static class SiteCommand
{
    private static readonly Argument<string> Site = new("site") { Description = "Code of the site." };

    private static readonly Option<DateOnly> On = new("--on") { Description = "The first day on which it counts.", HelpName = "YYYY-MM-DD", Required = true };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the audit trail.", HelpName = "TEXT", Required = true };

    public static Command Build()
    {
        var activate = new Command("activate", "Gives a site the green light: from that day it screens, enrols and randomises.") { Site, On, CommonOptions.Trial, CommonOptions.Json };
        activate.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ActivateSite, Site>(
            parsed,
            trial => new ActivateSite(trial, parsed.GetRequiredValue(Site), parsed.GetValue(On)),
            site => Screen.Line($"{site.Code} ({site.Name}) may recruit from {Shown.Day(site.ActivatedOn)}."),
            cancellation));
        var close = new Command("close", "Ends recruitment at a site; those in the trial are followed up.") { Site, On, Reason, CommonOptions.Trial, CommonOptions.Json };
        close.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<CloseSite, Site>(
            parsed,
            trial => new CloseSite(trial, parsed.GetRequiredValue(Site), parsed.GetValue(On), parsed.GetRequiredValue(Reason)),
            site => Screen.Line($"{site.Code} ({site.Name}) takes in nobody from {Shown.Day(site.ClosedOn)}."),
            cancellation));
        return new Command("site", "Gives sites the green light, and closes them.") { activate, close };
    }
}
