using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Courses;

/// <summary>Reads what a participant's course rests on, as far as the actor may see it, in the order in which it happened.</summary>
public sealed class CourseReader(ICourses courses, FormsOfProtocol protocols, RequestContext context)
{
    public bool ShowsArm(Participant participant) =>
        context.ScopeOf(Permission.ReadWhatRevealsArm, participant.TrialId).Covers(participant.SiteId);

    public async Task<IReadOnlyList<FormOfCourse>> ReadAsync(Participant participant, string formCode, bool isLog, CancellationToken cancellation)
    {
        var showsArm = ShowsArm(participant);
        var scope = context.ScopeOf(Permission.ReadParticipants, participant.TrialId);
        var seen = new List<FormOfCourse>();
        foreach (var form in await courses.ReadAsync(participant.ParticipantId, formCode, scope, cancellation))
        {
            // A protocol may have a form and a log of one code.
            if (form.At.VisitCode is null == isLog
                && await protocols.FindAsync(participant.TrialId, participant.ProtocolVersion, new FormAt(form.At.VisitCode, formCode), cancellation) is { } planned
                && (showsArm || !planned.RevealsArm))
            {
                seen.Add(form);
            }
        }

        // By the day it was filled in, so that a visit nobody planned comes where it belongs; by the planned day where that is not known.
        return seen
            .OrderBy(form => form.At.On ?? form.TargetOn ?? DateOnly.MaxValue)
            .ThenBy(form => form.TargetOn ?? DateOnly.MaxValue)
            .ThenBy(form => form.At.VisitCode, StringComparer.Ordinal)
            .ThenBy(form => form.At.Instance)
            .ToList();
    }
}
