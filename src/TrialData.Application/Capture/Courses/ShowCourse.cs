using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Courses;

/// <summary>
/// Shows how the scores of a form went over a participant's visits: each value in the order of the days, its change from baseline,
/// and whether criteria that must last have lasted.
/// </summary>
/// <param name="FormCode">A form of visits, or a log.</param>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ShowCourse(string TrialCode, Guid ParticipantId, string FormCode)
{
    /// <summary>The visit that changes are counted from; null for the first of the course.</summary>
    public string? BaselineVisit { get; init; }
}

/// <param name="Title">The instrument's own name.</param>
/// <param name="InstrumentVersion">The definition of the participant's protocol, by which all of the course is scored.</param>
/// <param name="Baseline">What changes are counted from; null where nothing was filled in.</param>
public sealed record ShownCourse(
    string Number,
    string FormCode,
    string Instrument,
    int InstrumentVersion,
    string Title,
    Assessment? Baseline,
    IReadOnlyList<Assessment> Assessments,
    IReadOnlyList<ScoreInCourse> Scores,
    IReadOnlyList<SustainedInCourse> Sustained);

/// <param name="IsCriterion">Whether its value, 1 or 0, says that something is so or is not: changes of it are not counted.</param>
/// <param name="Floor">The value from which percentages are counted; null where they would say nothing.</param>
/// <param name="Reliable">The smallest change that measurement error alone makes unlikely; null where none is published.</param>
/// <param name="Important">The smallest change that matters to people; null where none is published.</param>
public sealed record ScoreInCourse(
    string Code,
    string Label,
    decimal From,
    decimal To,
    bool IsCriterion,
    bool? HigherIsBetter,
    decimal? Floor,
    decimal? Reliable,
    decimal? Important,
    IReadOnlyList<ValueInCourse> Values);

/// <param name="WhyNone">Why there is no value; null where there is one.</param>
/// <param name="Change">Null where it cannot be counted, at the baseline and before it, and for criteria.</param>
/// <param name="WhyNoChange">Why a value has no change, where the baseline has none to count it from, or one made of other items; null everywhere else.</param>
public sealed record ValueInCourse(
    Assessment At, decimal? Value, string? Band, int ItemsUsed, int ItemsImputed, string? WhyNone, ChangeFromBaseline? Change, string? WhyNoChange);

/// <summary>How a score changed since the baseline.</summary>
/// <param name="Difference">The later value less the earlier one.</param>
/// <param name="PercentReduction">What share of the way from the baseline down to the floor was gone; negative where the score rose.</param>
/// <param name="IsReliable">Null where no reliable change is published.</param>
/// <param name="IsImportant">Null where no important change is published.</param>
/// <param name="Improved">Null where nothing changed, or neither end is better.</param>
public sealed record ChangeFromBaseline(decimal Difference, decimal? PercentReduction, bool? IsReliable, bool? IsImportant, bool? Improved);

/// <summary>How a score of one form changed since the baseline.</summary>
public sealed record ChangeOfScore(string Code, Assessment Baseline, decimal? BaselineValue, ChangeFromBaseline? Change, string? WhyNoChange);

/// <param name="Criterion">The score that must have been 1.</param>
/// <param name="Days">For how long.</param>
public sealed record SustainedInCourse(string Code, string Label, string Criterion, int Days, IReadOnlyList<SustainedFound> Findings);

public enum Verdict
{
    Holds,
    DoesNotHold,
    CannotBeSaid,
}

/// <param name="Reason">The day it goes by, or what is not known.</param>
public sealed record SustainedFound(Assessment At, Verdict Verdict, string Reason);

public sealed record FormNotInProtocol(string FormCode)
    : Refusal("form.not-in-protocol", $"The protocol has no form or log {FormCode}.");

public sealed record FormWithoutScores(string FormCode)
    : Refusal("form.without-scores", $"The form {FormCode} has no scores.");

public sealed record NoSuchBaseline(string FormCode, string VisitCode)
    : Refusal("course.no-such-baseline", $"Nothing is saved of the form {FormCode} at the visit {VisitCode}, from which changes should be counted.");

public sealed class ShowCourseHandler(ParticipantAccess access, FormsOfProtocol protocols, CourseReader reader, AuditNote note) : IUseCase<ShowCourse, ShownCourse>
{
    public async Task<Outcome<ShownCourse>> HandleAsync(ShowCourse request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, request.ParticipantId, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var participant = found.Value.Participant;
        if (await protocols.FindAnywhereAsync(participant.TrialId, participant.ProtocolVersion, request.FormCode, cancellation) is not { } form)
        {
            return new FormNotInProtocol(request.FormCode);
        }

        note.On($"{participant.Number}/{form.Form.Code}");
        if (form.RevealsArm)
        {
            note.Restrict();
        }

        if (form.RevealsArm && !reader.ShowsArm(participant))
        {
            return new FormNotInProtocol(request.FormCode);
        }

        if (form.Form.Instrument is not { Scores.Count: > 0 } instrument)
        {
            return new FormWithoutScores(request.FormCode);
        }

        var filled = await reader.ReadAsync(participant, form.Form.Code, form.IsLog, cancellation);
        if (filled.Count == 0 && form.Protocol.Version != participant.ProtocolVersion)
        {
            return new FormNotInProtocol(request.FormCode);
        }

        var baseline = request.BaselineVisit is null ? 0 : filled.ToList().FindIndex(each => each.At.VisitCode == request.BaselineVisit);
        return baseline < 0
            ? new NoSuchBaseline(request.FormCode, request.BaselineVisit!)
            : new Course(instrument, filled, baseline).Of(participant.Number, form.Form.Code);
    }
}
