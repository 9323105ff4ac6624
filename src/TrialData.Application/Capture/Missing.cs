namespace TrialData.Application.Capture;

/// <summary>Why an item that was asked has no answer; kept apart from an item that nobody asked.</summary>
public enum Missing
{
    NotDone,
    Refused,
    NotApplicable,
    Unknown,
}
