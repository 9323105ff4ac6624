using TrialData.Application.Administration;
using TrialData.Application.Enrolment;

namespace TrialData.Application.Analyses.Scenarios;

/// <summary>An invented course of a trial: who takes part, what they answer, who leaves. It speaks of one protocol.</summary>
/// <param name="SiteEffects">Shift of a site's answers towards the better end, in standard deviations.</param>
/// <param name="MissedVisit">Share of visits that do not take place.</param>
/// <param name="MissedForm">Share of forms left out at a visit that takes place.</param>
public sealed record Scenario(
    string Title,
    DateOnly StartsOn,
    int RecruitmentMonths,
    IReadOnlyList<ScenarioAccount> Accounts,
    IReadOnlyList<ScenarioAccount> SiteAccounts,
    string ConsentForm,
    ScenarioScreening Screening,
    IReadOnlyDictionary<string, double> SiteEffects,
    IReadOnlyList<ScenarioEnd> Ends,
    double MissedVisit,
    double MissedForm,
    IReadOnlyList<ScenarioAnswer> Answers,
    IReadOnlyList<ScenarioChoice> Conditional);

/// <param name="Name">May hold <c>{site}</c> where there is one account for each site.</param>
public sealed record ScenarioAccount(string Name, IReadOnlyList<Role> Roles);

/// <param name="Unmet">Share of the screened whom each criterion keeps out.</param>
/// <param name="Declines">Share of the eligible who do not consent.</param>
public sealed record ScenarioScreening(IReadOnlyDictionary<string, double> Unmet, double Declines);

public sealed record ScenarioEnd(EndReason Reason, double PerVisit);

/// <param name="Values">The item's answers, from the best to the worst.</param>
/// <param name="Dependence">Correlation of a participant's answers with one another through what the person brings along, 0 to 1.</param>
/// <param name="Visits">By visit, and there by arm (<c>all</c> before allocation), the probability of each answer.</param>
public sealed record ScenarioAnswer(
    string Form,
    string Item,
    IReadOnlyList<string> Values,
    double Dependence,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<double>>> Visits)
{
    public const string EveryArm = "all";

    public IReadOnlyList<double>? At(string visit, string? arm)
    {
        if (!Visits.TryGetValue(visit, out var arms))
        {
            return null;
        }

        return arm is not null && arms.TryGetValue(arm, out var ofArm) ? ofArm : arms.GetValueOrDefault(EveryArm);
    }
}

/// <summary>The answer of an item that is asked only under a condition, the same in every arm and visit.</summary>
public sealed record ScenarioChoice(string Form, string Item, IReadOnlyList<string> Values, IReadOnlyList<double> Probabilities);
