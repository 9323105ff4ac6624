using TrialData.Application.Safety;
using TrialData.Web.Ground;
using static System.FormattableString;

namespace TrialData.Web.Pages.Safety;

/// <summary>Serious events as people say them.</summary>
internal static class SafetyWords
{
    public static string Of(SafetyRecipient recipient) => recipient switch
    {
        SafetyRecipient.EthicsCommittee => "Research ethics committee",
        SafetyRecipient.Sponsor => "Sponsor",
        SafetyRecipient.DataMonitoringCommittee => "Data monitoring committee",
    };

    /// <summary>How an event stands with the ethics committee: a word with its colour, and what is said beside it.</summary>
    public static (string Word, string Colour, string? More) StateOf(SeriousEvent each, DateOnly asOf) => each switch
    {
        { Judgement.IsReportable: false } => ("Need not be told", "nhsuk-tag--grey", null),
        { IsWaiting: false, Clock.IsOverdue: true } => ("Told late", "nhsuk-tag--purple", null),
        { IsWaiting: false } => ("Told in time", "nhsuk-tag--green", null),
        { Clock: { DueOn: { } due, IsOverdue: true } } => ("Overdue", "nhsuk-tag--red", "by " + Shown.Count(asOf.DayNumber - due.DayNumber, "day")),
        { Clock.DueOn: { } due } => ("Due", "nhsuk-tag--yellow", Shown.Day(due)),
        _ => ("Due", "nhsuk-tag--yellow", "not known since when"),
    };

    /// <summary>Of the entry in which an event is described.</summary>
    public static string EntryAddress(string trial, SeriousEvent each) =>
        Invariant($"/trials/{trial}/participants/{each.ParticipantId}/logs/{Uri.EscapeDataString(each.LogCode)}/{each.Entry}");
}
