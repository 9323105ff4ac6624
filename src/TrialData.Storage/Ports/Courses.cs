using TrialData.Application.Capture.Courses;
using TrialData.Application.Pipeline;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class Courses(StoreSession session) : ICourses
{
    private static readonly SqlFile CourseInTrial = SqlFile.Named("capture/CourseInTrial");
    private static readonly SqlFile CourseAtSites = SqlFile.Named("capture/CourseAtSites");

    public async Task<IReadOnlyList<FormOfCourse>> ReadAsync(long participantId, string formCode, SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<CourseRow>(
            scope.AllSites ? CourseInTrial : CourseAtSites,
            new { ParticipantId = participantId, FormCode = formCode, scope.TrialId, scope.SiteIds },
            cancellation);
        return rows.GroupBy(row => row.FormId).Select(ToForm).ToList();
    }

    private static FormOfCourse ToForm(IGrouping<long, CourseRow> rows)
    {
        var first = rows.First();
        return new FormOfCourse(
            first.FormId,
            new Assessment(first.VisitCode, first.Instance, first.CompletedOn),
            first.TargetOn,
            rows.Where(row => row.Item is not null).ToDictionary(row => row.Item!, row => row.Value!, StringComparer.Ordinal));
    }

    private sealed record CourseRow(long FormId, string? VisitCode, DateOnly? TargetOn, int Instance, DateOnly? CompletedOn, string? Item, string? Value);
}
