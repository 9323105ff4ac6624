using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Safety;

/// <summary>The worklist of serious events: which must be reported, until when, and what was reported.</summary>
/// <param name="AsOf">Null for today at the sites.</param>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ListSafetyReports(string TrialCode, DateOnly? AsOf = null);

public sealed record SeriousEvent(
    Guid ParticipantId, string Number, string Site, string LogCode, int Entry, SafetyJudgement Judgement, SafetyClock Clock, IReadOnlyList<SentReport> Reports);

/// <param name="Events">Overdue first, then by the day they are due.</param>
public sealed record ListedSafetyReports(DateOnly AsOf, IReadOnlyList<SeriousEvent> Events);

public sealed class ListSafetyReportsHandler(
    TrialAccess access, ITrials trials, ISafetyReports reports, RequestContext context, TimeProvider clock)
    : IUseCase<ListSafetyReports, ListedSafetyReports>
{
    public async Task<Outcome<ListedSafetyReports>> HandleAsync(ListSafetyReports request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var revealing = protocol.Logs.Where(l => l.RevealsArm).Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
        var shown = context.ScopeOf(Permission.ReadWhatRevealsArm, trial.TrialId);
        var today = request.AsOf ?? clock.Today();
        var entries = await reports.EntriesAsync(scope, protocol.Logs.Where(l => l.IsSafety).Select(l => l.Code).ToList(), cancellation);
        var events =
            from entry in entries
            where !revealing.Contains(entry.LogCode) || shown.Covers(entry.SiteId)
            let judgement = SafetyJudgement.Of(entry.Answers)
            where judgement.IsSerious
            let due = SafetyClock.On(today, judgement, entry.Reports)
            orderby due.IsOverdue descending, due.DueOn ?? DateOnly.MaxValue, entry.Number, entry.Instance
            select new SeriousEvent(entry.ParticipantId, entry.Number, entry.Site, entry.LogCode, entry.Instance, judgement, due, entry.Reports);
        return new ListedSafetyReports(today, events.ToList());
    }
}
