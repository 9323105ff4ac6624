using System.Globalization;
using TrialData.Application.Enrolment;
using TrialData.Application.Protocol;
using TrialData.Instruments;
using TrialData.Statistics;

namespace TrialData.Application.Analyses.Scenarios;

/// <summary>One invented person: what is answered, missed and when the person leaves follows from a scenario and a stream of its own.</summary>
public sealed class SimulatedParticipant
{
    private readonly Scenario scenario;
    private readonly Variates variates;
    private readonly double person;
    private readonly double site;

    public SimulatedParticipant(Scenario scenario, TrialProtocol protocol, string siteCode, Variates variates)
    {
        this.scenario = scenario;
        this.variates = variates;
        person = variates.Normal();
        site = scenario.SiteEffects.GetValueOrDefault(siteCode);
        Eligibility = protocol.Eligibility.ToDictionary(c => c.Code, Answer, StringComparer.Ordinal);
        IsEligible = protocol.Eligibility.All(c => string.Equals(Eligibility[c.Code], c.Required, StringComparison.Ordinal));
        Consents = !variates.Happens(scenario.Screening.Declines);
    }

    public IReadOnlyDictionary<string, string> Eligibility { get; }

    public bool IsEligible { get; }

    public bool Consents { get; }

    /// <summary>Whether, and why, the person leaves before the next visit.</summary>
    public EndReason? LeavesBeforeNextVisit()
    {
        foreach (var end in scenario.Ends)
        {
            if (variates.Happens(end.PerVisit))
            {
                return end.Reason;
            }
        }

        return null;
    }

    public bool MissesVisit() => variates.Happens(scenario.MissedVisit);

    public bool MissesForm() => variates.Happens(scenario.MissedForm);

    /// <summary>A day within the window around the target.</summary>
    public int DaysFromTarget(int before, int after) => variates.Below(before + after + 1) - before;

    /// <summary>Whether the scenario says how the form is answered at a visit.</summary>
    public bool IsScripted(string form, string visit) =>
        scenario.Answers.Any(a => string.Equals(a.Form, form, StringComparison.Ordinal) && a.Visits.ContainsKey(visit));

    /// <summary>Answers to a form: those the scenario scripts, and any allowed answer to the other items that are asked.</summary>
    /// <param name="day">Of the form: nothing in it lies later.</param>
    public IReadOnlyDictionary<string, string> Fill(FormDefinition form, string visit, string? arm, DateOnly day)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in form.Items)
        {
            if (ShownItems.Of(form.Items, answers).Contains(item.Code))
            {
                answers[item.Code] = Scripted(form.Code, item.Code, visit, arm) ?? Anything(item, day);
            }
        }

        return answers;
    }

    private string Answer(Criterion criterion)
    {
        var isMet = !variates.Happens(scenario.Screening.Unmet.GetValueOrDefault(criterion.Code));
        return isMet == string.Equals(criterion.Required, "yes", StringComparison.Ordinal) ? "yes" : "no";
    }

    private string? Scripted(string form, string item, string visit, string? arm)
    {
        if (scenario.Answers.FirstOrDefault(a => IsOf(a.Form, a.Item)) is { } answer && answer.At(visit, arm) is { } probabilities)
        {
            return answer.Values[Category(probabilities, Standing(answer.Dependence))];
        }

        return scenario.Conditional.FirstOrDefault(c => IsOf(c.Form, c.Item)) is { } choice
            ? choice.Values[Category(choice.Probabilities, variates.Uniform())]
            : null;

        bool IsOf(string otherForm, string otherItem) =>
            string.Equals(otherForm, form, StringComparison.Ordinal) && string.Equals(otherItem, item, StringComparison.Ordinal);
    }

    /// <summary>Where the person stands among all, 0 the best: a normal score of person, site and chance, turned into a share.</summary>
    private double Standing(double dependence)
    {
        var score = (Math.Sqrt(dependence) * person) + (Math.Sqrt(1 - dependence) * variates.Normal()) + site;
        return StandardNormal.LowerTail(-score);
    }

    private static int Category(IReadOnlyList<double> probabilities, double share)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Count - 1; i++)
        {
            sum += probabilities[i];
            if (share < sum)
            {
                return i;
            }
        }

        return probabilities.Count - 1;
    }

    private string Anything(ItemDefinition item, DateOnly day) => item.Type switch
    {
        ItemType.Boolean => variates.Happens(0.5) ? "yes" : "no",
        ItemType.Integer or ItemType.Decimal => Number(item),
        ItemType.Date or ItemType.PartialDate => AnyDay(day),
        ItemType.Instant => AnyDay(day) + "T10:00Z",
        ItemType.Text => "simulated",
        ItemType.Choice or ItemType.Choices => item.Choices[variates.Below(item.Choices.Count)].Value,
    };

    private string AnyDay(DateOnly before) =>
        before.AddDays(-1 - variates.Below(Math.Max(1, scenario.RecruitmentMonths * 30))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Number(ItemDefinition item)
    {
        var from = (int)(item.Minimum ?? 0);
        var to = (int)(item.Maximum ?? from);
        return (from + variates.Below(to - from + 1)).ToString(CultureInfo.InvariantCulture);
    }
}
