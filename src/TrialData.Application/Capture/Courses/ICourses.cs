using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Courses;

/// <summary>A time at which a form was filled in.</summary>
/// <param name="VisitCode">Null for an entry of a log.</param>
/// <param name="Instance">Which one of a form that repeats; the number of the entry in a log.</param>
/// <param name="On">The day it was completed; null where none is recorded.</param>
public sealed record Assessment(string? VisitCode, int Instance, DateOnly? On);

/// <param name="TargetOn">The day the visit was planned for.</param>
public sealed record FormOfCourse(long FormId, Assessment At, DateOnly? TargetOn, IReadOnlyDictionary<string, string> Answers);

public interface ICourses
{
    /// <summary>Every saved form of a code, at visits that stand and in a log, with its current answers; void ones left out.</summary>
    Task<IReadOnlyList<FormOfCourse>> ReadAsync(long participantId, string formCode, SiteScope scope, CancellationToken cancellation);
}
