using TrialData.Application.Capture.Courses;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Layouts;

/// <summary>Lists the entries of a log of a participant that stand, in the order in which they happened.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ListLogEntries(string TrialCode, Guid ParticipantId, string LogCode);

public sealed record LogEntry(int Number, DateOnly? CompletedOn, IReadOnlyDictionary<string, string> Answers);

public sealed record ListedLogEntries(FormLayout Log, IReadOnlyList<LogEntry> Entries);

public sealed class ListLogEntriesHandler(FormFinder finder, CourseReader courses, RequestContext context) : IUseCase<ListLogEntries, ListedLogEntries>
{
    public async Task<Outcome<ListedLogEntries>> HandleAsync(ListLogEntries request, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(
            request.TrialCode, request.ParticipantId, new FormAt(VisitCode: null, request.LogCode), Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var entries = await courses.ReadAsync(found.Value.Participant, request.LogCode, isLog: true, cancellation);
        return new ListedLogEntries(
            FormLayout.Of(found.Value, context),
            entries.Select(entry => new LogEntry(entry.At.Instance, entry.At.On, entry.Answers)).ToList());
    }
}
