using TrialData.Application.Administration;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;

namespace TrialData.Web.Ground;

/// <summary>States as people say them, and the colour beside the word.</summary>
internal static class Words
{
    public static string Of(ParticipantStatus status) => status switch
    {
        ParticipantStatus.Screened => "Screened",
        ParticipantStatus.Excluded => "Not eligible",
        ParticipantStatus.Consented => "Consented",
        ParticipantStatus.Enrolled => "Enrolled",
        ParticipantStatus.Randomised => "Randomised",
    };

    public static string Colour(ParticipantStatus status) => status switch
    {
        ParticipantStatus.Screened => "nhsuk-tag--grey",
        ParticipantStatus.Excluded => "nhsuk-tag--red",
        ParticipantStatus.Consented => "nhsuk-tag--yellow",
        ParticipantStatus.Enrolled => "nhsuk-tag--aqua-green",
        ParticipantStatus.Randomised => "nhsuk-tag--green",
    };

    public static string Of(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.NotEligible => "Not eligible",
        ScreeningOutcome.AwaitsConsent => "Waits for consent",
        ScreeningOutcome.LeftBeforeConsent => "Left before consent",
        ScreeningOutcome.AwaitsEnrolment => "Waits for enrolment",
        ScreeningOutcome.LeftBeforeEnrolment => "Left before enrolment",
        ScreeningOutcome.Enrolled => "Enrolled",
        ScreeningOutcome.Randomised => "Randomised",
    };

    public static string Colour(ScreeningOutcome outcome) => outcome switch
    {
        ScreeningOutcome.NotEligible or ScreeningOutcome.LeftBeforeConsent or ScreeningOutcome.LeftBeforeEnrolment => "nhsuk-tag--red",
        ScreeningOutcome.AwaitsConsent => "nhsuk-tag--grey",
        ScreeningOutcome.AwaitsEnrolment => "nhsuk-tag--yellow",
        ScreeningOutcome.Enrolled => "nhsuk-tag--aqua-green",
        ScreeningOutcome.Randomised => "nhsuk-tag--green",
    };

    public static string Of(EndReason reason) => reason switch
    {
        EndReason.Withdrawn => "Withdrawn",
        EndReason.LostToFollowUp => "Lost to follow-up",
        EndReason.Died => "Died",
    };

    public static string Of(FormStatus status) => status switch
    {
        FormStatus.NotYetDue => "Not yet due",
        FormStatus.Open => "Open",
        FormStatus.Due => "Due",
        FormStatus.Overdue => "Overdue",
        FormStatus.Missed => "Missed",
        FormStatus.Complete => "Complete",
        FormStatus.NotExpected => "Not expected",
    };

    public static string Colour(FormStatus status) => status switch
    {
        FormStatus.NotYetDue or FormStatus.NotExpected => "nhsuk-tag--grey",
        FormStatus.Open => "nhsuk-tag--white",
        FormStatus.Due => "nhsuk-tag--yellow",
        FormStatus.Overdue => "nhsuk-tag--red",
        FormStatus.Missed => "nhsuk-tag--purple",
        FormStatus.Complete => "nhsuk-tag--green",
    };

    /// <summary>What was or must be answered to a criterion of eligibility.</summary>
    public static string OfAnswer(string? answer) => answer switch
    {
        null => "No answer",
        "yes" => "Yes",
        "no" => "No",
        _ => answer,
    };

    /// <summary><c>Site researcher</c>.</summary>
    public static string Of(Role role)
    {
        var name = RoleNames.Of(role).Replace('-', ' ');
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
