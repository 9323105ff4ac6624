namespace TrialData.Application.Capture;

/// <summary>Who gave the answers and how they came in; who typed them is kept apart.</summary>
public enum CaptureMode
{
    /// <summary>A rating by the person who saved it.</summary>
    Rated,

    /// <summary>The participant answered on paper, and somebody typed it.</summary>
    Paper,

    /// <summary>The participant answered by a link, without an account.</summary>
    Link,

    /// <summary>The participant answered by telephone.</summary>
    Phone,

    /// <summary>The participant answered in an interview.</summary>
    Interview,

    /// <summary>Somebody who knows the participant answered.</summary>
    Proxy,
}
