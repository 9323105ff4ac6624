using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Enrolment;

/// <summary>The screening log: everybody who was screened, what came of it, and why nobody went on with whom nothing did.</summary>
/// <param name="SiteCode">One site; null for all in reach.</param>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ShowScreeningLog(string TrialCode, string? SiteCode = null);

public enum ScreeningOutcome
{
    NotEligible,
    AwaitsConsent,
    LeftBeforeConsent,
    AwaitsEnrolment,
    LeftBeforeEnrolment,
    Enrolled,
    Randomised,
}

/// <param name="ScreenedOn">Null where another system did it.</param>
/// <param name="Criterion">Label of the first criterion that is neither met nor waived; null of everybody else.</param>
/// <param name="EndReason">Of who left before enrolment.</param>
/// <param name="Waivers">How many criteria were waived.</param>
public sealed record ScreenedPerson(
    Guid PublicId, string Number, string Site, DateOnly? ScreenedOn, ScreeningOutcome Outcome, string? Criterion, EndReason? EndReason, int Waivers);

/// <param name="Count">How many were not eligible by a criterion, or came to an outcome.</param>
public sealed record CountOfScreened<T>(T Of, int Count);

/// <param name="Outcomes">How many came to each outcome; every outcome is there.</param>
/// <param name="Criteria">By label, how many are excluded by it first, most first.</param>
public sealed record ShownScreeningLog(
    IReadOnlyList<ScreenedPerson> People, IReadOnlyList<CountOfScreened<ScreeningOutcome>> Outcomes, IReadOnlyList<CountOfScreened<string>> Criteria);

public sealed class ShowScreeningLogHandler(TrialAccess access, ITrials trials, IParticipants participants) : IUseCase<ShowScreeningLog, ShownScreeningLog>
{
    public async Task<Outcome<ShownScreeningLog>> HandleAsync(ShowScreeningLog request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var (trial, scope) = found.Value;
        if (request.SiteCode is { } code)
        {
            var located = await access.FindSiteAsync(scope, code, cancellation);
            if (located.IsRefused)
            {
                return located.Refusal!;
            }

            scope = SiteScope.Only(trial.TrialId, [located.Value.SiteId]);
        }

        var protocol = await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation);
        var labels = protocol.Eligibility.ToDictionary(criterion => criterion.Code, criterion => criterion.Label, StringComparer.Ordinal);
        var people = (await participants.ListAsync(scope, cancellation)).Select(participant => ToScreened(participant, labels)).ToList();
        return new ShownScreeningLog(
            people,
            Enum.GetValues<ScreeningOutcome>().Select(outcome => new CountOfScreened<ScreeningOutcome>(outcome, people.Count(person => person.Outcome == outcome))).ToList(),
            people.Where(person => person.Criterion is not null)
                .GroupBy(person => person.Criterion!, StringComparer.Ordinal)
                .Select(group => new CountOfScreened<string>(group.Key, group.Count()))
                .OrderByDescending(each => each.Count).ThenBy(each => each.Of, StringComparer.Ordinal)
                .ToList());
    }

    // A criterion that an amendment took out has no label any more.
    private static ScreenedPerson ToScreened(ListedParticipant participant, Dictionary<string, string> labels)
    {
        var outcome = OutcomeOf(participant);
        return new ScreenedPerson(
            participant.PublicId,
            participant.Number,
            participant.Site,
            participant.ScreenedOn,
            outcome,
            participant.ExclusionCriterion is { } criterion ? labels.GetValueOrDefault(criterion, criterion) : null,
            outcome is ScreeningOutcome.LeftBeforeConsent or ScreeningOutcome.LeftBeforeEnrolment ? participant.EndReason : null,
            participant.Waivers);
    }

    private static ScreeningOutcome OutcomeOf(ListedParticipant participant) => participant switch
    {
        { Status: ParticipantStatus.Excluded } => ScreeningOutcome.NotEligible,
        { Status: ParticipantStatus.Screened, EndedOn: null } => ScreeningOutcome.AwaitsConsent,
        { Status: ParticipantStatus.Screened } => ScreeningOutcome.LeftBeforeConsent,
        { Status: ParticipantStatus.Consented, EndedOn: null } => ScreeningOutcome.AwaitsEnrolment,
        { Status: ParticipantStatus.Consented } => ScreeningOutcome.LeftBeforeEnrolment,
        { Status: ParticipantStatus.Enrolled } => ScreeningOutcome.Enrolled,
        _ => ScreeningOutcome.Randomised,
    };
}
