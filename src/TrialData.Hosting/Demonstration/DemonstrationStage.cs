using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static TrialData.Hosting.Demonstration.DemonstrationCast;

namespace TrialData.Hosting.Demonstration;

/// <summary>The days of a demonstration: what happens to each invented person, in order of time.</summary>
internal sealed class DemonstrationStage(
    Door door, DemonstrationClock clock, TrialProtocol protocol, Scenario scenario, DemonstrationCast cast, DemonstrationRequest request)
{
    private const double DaysInMonth = 30.4375;
    private const int DaysFromScreeningToEnrolment = 3;

    // Actors of a play have no passwords: they confirm as a program does, by a token made for it.
    private static readonly HashSet<Permission> ToRandomise = [Permission.Randomise];
    private static readonly HashSet<Permission> ToSign = [Permission.SignEligibility];

    private readonly PriorityQueue<Func<CancellationToken, Task>, (DateOnly Day, int Order)> agenda = new();
    private int order;

    public int Screened { get; private set; }

    public int Randomised { get; private set; }

    public int Forms { get; private set; }

    public long Requests { get; private set; }

    public async Task RunAsync(IProgress<(long Done, long Of)>? progress, CancellationToken cancellation)
    {
        FillAgenda();
        var done = 0;
        var toScreen = agenda.Count;
        var visitsAhead = request.Participants * protocol.Visits.Count(v => v.Anchor == VisitAnchor.Randomisation);
        while (agenda.TryDequeue(out var happening, out var when) && !(when.Day > request.Until))
        {
            cancellation.ThrowIfCancellationRequested();
            clock.MoveTo(DemonstrationPlay.At(when.Day));
            await happening(cancellation);
            progress?.Report((Math.Min(++done, toScreen + visitsAhead), toScreen + visitsAhead));
        }
    }

    /// <summary>Screening days, until every site has its share of people who can be randomised.</summary>
    private void FillAgenda()
    {
        long stream = 0;
        var recruitmentDays = (int)(scenario.RecruitmentMonths * DaysInMonth);
        foreach (var (site, share) in Shares())
        {
            var calendar = SimulatedVariates.Of(request.Seed, ++stream);
            for (var recruited = 0; recruited < share;)
            {
                var person = new SimulatedParticipant(scenario, protocol, site, SimulatedVariates.Of(request.Seed, ++stream));
                recruited += person.IsEligible && person.Consents ? 1 : 0;
                var day = scenario.StartsOn.AddDays(calendar.Below(recruitmentDays));
                OnDay(day, c => ScreenAsync(person, site, day, c));
            }
        }
    }

    private IEnumerable<(string Site, int Share)> Shares()
    {
        var sites = protocol.Sites.Select(s => s.Code).ToList();
        return sites.Select((site, i) => (site, (request.Participants / sites.Count) + (i < request.Participants % sites.Count ? 1 : 0)));
    }

    private async Task ScreenAsync(SimulatedParticipant person, string site, DateOnly day, CancellationToken cancellation)
    {
        var researcher = cast.At(site, Role.SiteResearcher);
        Screened++;
        var screened = await AskAsync<ScreenParticipant, ScreenedParticipant>(
            researcher, new ScreenParticipant(protocol.Code, site, day, person.Eligibility), cancellation);
        if (screened.IsEligible && person.Consents)
        {
            var enrolment = day.AddDays(DaysFromScreeningToEnrolment);
            OnDay(enrolment, c => EnrolAsync(person, screened.PublicId, site, enrolment, c));
        }
    }

    private async Task EnrolAsync(SimulatedParticipant person, Guid id, string site, DateOnly day, CancellationToken cancellation)
    {
        var researcher = cast.At(site, Role.SiteResearcher);
        await AskAsync<RecordConsent, ConsentRecorded>(
            researcher, new RecordConsent(protocol.Code, id, scenario.ConsentForm, clock.GetUtcNow()), cancellation);
        await AskAsync<EnrolParticipant, EnrolledParticipant>(researcher, new EnrolParticipant(protocol.Code, id, day), cancellation);
        foreach (var visit in protocol.Visits.Where(v => v.Anchor == VisitAnchor.Enrolment))
        {
            await FillVisitAsync(person, id, site, visit, arm: null, day, cancellation);
        }

        if (protocol.Randomisation.EligibilitySigned)
        {
            await AskAsync<SignEligibility, SignedEligibility>(
                cast.At(site, Role.PrincipalInvestigator) with { Only = ToSign }, new SignEligibility(protocol.Code, id), cancellation);
        }

        var allocated = await AskAsync<RandomiseParticipant, AllocatedParticipant>(
            researcher with { Only = ToRandomise }, new RandomiseParticipant(protocol.Code, id), cancellation);
        Randomised++;
        PlanFollowUp(person, id, site, allocated.Arm, day);
    }

    private void PlanFollowUp(SimulatedParticipant person, Guid id, string site, string arm, DateOnly randomisedOn)
    {
        var last = randomisedOn;
        foreach (var visit in protocol.Visits.Where(v => v.Anchor == VisitAnchor.Randomisation).OrderBy(v => v.Day))
        {
            if (visit.OnlyForArms.Count > 0 && !visit.OnlyForArms.Contains(arm))
            {
                continue;
            }

            if (person.LeavesBeforeNextVisit() is { } reason)
            {
                var leaving = last.AddDays(1);
                OnDay(leaving, c => LeaveAsync(id, site, leaving, reason, c));
                return;
            }

            last = randomisedOn.AddDays(visit.Day + person.DaysFromTarget(visit.Before, visit.After));
            if (!person.MissesVisit())
            {
                var day = last;
                OnDay(day, c => FillVisitAsync(person, id, site, visit, arm, day, c));
            }
        }
    }

    private async Task LeaveAsync(Guid id, string site, DateOnly leaving, EndReason reason, CancellationToken cancellation)
    {
        var researcher = cast.At(site, Role.SiteResearcher);
        if (reason == EndReason.Withdrawn)
        {
            await AskAsync<WithdrawParticipant, WithdrawnParticipant>(
                researcher, new WithdrawParticipant(protocol.Code, id, WithdrawalKind.FollowUp, leaving), cancellation);
            return;
        }

        await AskAsync<EndParticipation, EndedParticipation>(
            researcher, new EndParticipation(protocol.Code, id, leaving, reason), cancellation);
    }

    private async Task FillVisitAsync(
        SimulatedParticipant person, Guid id, string site, PlannedVisit visit, string? arm, DateOnly day, CancellationToken cancellation)
    {
        foreach (var planned in visit.Forms)
        {
            var isBeforeAllocation = visit.Anchor == VisitAnchor.Enrolment;
            var isFilled = request.EveryForm || person.IsScripted(planned.Form, visit.Code) || (isBeforeAllocation && planned.Required);
            if (!isFilled || (!isBeforeAllocation && person.MissesForm()))
            {
                continue;
            }

            var form = protocol.FindForm(planned.Form)!;
            var answers = person.Fill(form, visit.Code, arm, day);
            await AskAsync<SaveForm, FormSaved>(
                cast.At(site, form.FilledBy[0]),
                new SaveForm(protocol.Code, id, visit.Code, form.Code, ExpectedVersion: 0, day, answers),
                cancellation);
            Forms++;
        }
    }

    private async Task<TResult> AskAsync<TRequest, TResult>(Actor actor, TRequest asked, CancellationToken cancellation)
    {
        Requests++;
        return Done(await door.AskAsync<TRequest, TResult>(actor, asked, cancellation));
    }

    private void OnDay(DateOnly day, Func<CancellationToken, Task> happening) => agenda.Enqueue(happening, (day, order++));
}
