using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Randomisation;

namespace TrialData.Application.Allocation;

public sealed record LevelMissing(string Number, string Factor, string Place)
    : Refusal("allocation.level-missing", $"Participant {Number} has no {Factor} yet: the answer {Place} does not give one.");

/// <summary>A participant's level of each factor of a scheme, from the site and from what was answered before randomisation.</summary>
public sealed class ParticipantLevels(ITrials trials, IForms forms)
{
    public async Task<Outcome<IReadOnlyDictionary<string, string>>> FindAsync(
        Participant participant, TrialProtocol protocol, SchemeDesign design, CancellationToken cancellation)
    {
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var factor in design.Factors)
        {
            var level = factor.Name == RandomisationPlan.Site
                ? await SiteOfAsync(participant, cancellation)
                : await AnsweredAsync(participant, protocol.Randomisation.Factors.Single(planned => planned.Name == factor.Name), cancellation);
            if (level.IsRefused)
            {
                return level.Refusal!;
            }

            levels.Add(factor.Name, level.Value);
        }

        return levels;
    }

    private async Task<Outcome<string>> SiteOfAsync(Participant participant, CancellationToken cancellation)
    {
        var sites = await trials.SitesAsync(participant.TrialId, cancellation);
        return sites.Single(site => site.SiteId == participant.SiteId).Code;
    }

    private async Task<Outcome<string>> AnsweredAsync(Participant participant, PlannedFactor factor, CancellationToken cancellation)
    {
        // The participant is the actor's already: whose site it is was asked when it was found.
        var visit = await forms.FindVisitAsync(participant.ParticipantId, factor.Visit, SiteScope.WholeTrial(participant.TrialId), cancellation);
        var form = visit is null ? null : await forms.FindAsync(new FormPlace(participant.ParticipantId, visit.VisitId, factor.Form), cancellation);
        var answer = form?.Answers.GetValueOrDefault(factor.Item);
        return factor.LevelOf(answer) is { } level
            ? level.Level
            : new LevelMissing(participant.Number, factor.Name, $"{factor.Visit}/{factor.Form}/{factor.Item}");
    }
}
