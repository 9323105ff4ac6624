using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using TrialData.Application.Oversight;

namespace TrialData.Web.Ground;

/// <summary>Visits to come as a file that calendar programs read (RFC 5545). It names participants by number alone.</summary>
internal static class VisitCalendar
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <param name="name">What the calendar is called where it is put in as one of its own.</param>
    public static byte[] Of(string name, IEnumerable<VisitToCome> visits, DateTimeOffset now)
    {
        var calendar = new Calendar { Method = "PUBLISH", ProductId = "-//TrialData//TrialData//EN" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.Events.AddRange(visits.Select(visit => ToEvent(visit, now)));
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? throw new InvalidOperationException("The calendar could not be written."));
    }

    private static CalendarEvent ToEvent(VisitToCome visit, DateTimeOffset now) => new()
    {
        // The same wherever and whenever the visit is written: a program that has it already replaces it.
        Uid = $"{visit.ParticipantId}.{visit.VisitCode}@trialdata",
        DtStamp = new CalDateTime(now.UtcDateTime, CalDateTime.UtcTzId),
        Summary = $"{visit.Number}: {visit.VisitLabel}",
        Description = WindowOf(visit),
        Start = new CalDateTime(visit.TargetOn),
        End = new CalDateTime(visit.TargetOn.AddDays(1)),
        Class = "PRIVATE",
        Transparency = TransparencyType.Transparent,
    };

    private static string WindowOf(VisitToCome visit) => visit is { OpensOn: { } opens, ClosesOn: { } closes } && opens != closes
        ? $"From {Shown.Day(opens)} to {Shown.Day(closes)}."
        : "On this day.";
}
