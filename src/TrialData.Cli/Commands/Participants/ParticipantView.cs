using TrialData.Application.Enrolment;
using TrialData.Cli.Terminal;
using static System.FormattableString;

namespace TrialData.Cli.Commands.Participants;

internal static class ParticipantView
{
    public static void Show(ListedParticipants listed)
    {
        if (listed.Participants.Count > 0)
        {
            // Of one trial either all come from an EDC system or none, and either all belong to a cluster or none.
            var isOfEdc = listed.Participants.Any(p => p.AttestedAs is not null);
            var hasClusters = listed.Participants.Any(p => p.Cluster is not null);
            Columns.Write([
                ["Number", "Site", .. OnlyIf(hasClusters, "Cluster"), "Status", "Enrolled", "Ended", .. OnlyIf(isOfEdc, "Attested by the EDC as")],
                .. listed.Participants.Select(p => (string[])[
                    p.Number, p.Site, .. OnlyIf(hasClusters, p.Cluster ?? "-"),
                    p.Waivers == 0 ? Words.Said(p.Status) : $"{Words.Said(p.Status)} ({Counted.Of(p.Waivers, "waiver")})", Shown.Day(p.EnrolledOn),
                    p.EndedOn is null ? "-" : $"{Shown.Day(p.EndedOn)} {(p.EndReason is { } why ? Words.Said(why) : string.Empty)}{(p.DiedOn is null ? string.Empty : $", died {Shown.Day(p.DiedOn)}")}",
                    .. OnlyIf(isOfEdc, p.AttestedAs ?? "-"),
                ]),
            ]);
        }

        Screen.Line(Invariant($"{listed.Participants.Count} {(listed.Participants.Count == 1 ? "participant" : "participants")}."));
    }

    private static string[] OnlyIf(bool isThere, string cell) => isThere ? [cell] : [];

    public static void Show(EnrolledParticipant enrolled)
    {
        Screen.Line($"Enrolled {enrolled.Number}. {(enrolled.Visits.Count == 0 ? "No visits before randomisation." : "Visits:")}");
        Columns.Write(enrolled.Visits.Select(visit => new[]
        {
            "  " + visit.Code, Shown.Day(visit.TargetOn), $"window {Shown.Day(visit.OpensOn)} to {Shown.Day(visit.ClosesOn)}",
        }).ToList());
    }

    public static void Show(ReconsentsDue due)
    {
        if (due.CurrentForm is null)
        {
            Screen.Line("The protocol names no consent form: nobody is due.");
            return;
        }

        Columns.Write(due.Participants.Select(p => new[] { p.Number, p.Site, p.ConsentForm is { } last ? $"signed {last} last" : "signed no form that is known" }).ToList());
        Screen.Line(Invariant($"{due.Participants.Count} {(due.Participants.Count == 1 ? "participant has" : "participants have")} not signed {due.CurrentForm}."));
    }
}
