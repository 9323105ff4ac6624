using System.Text.Json;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Tests.Isolation;
using TrialData.Testing.Concealment;

namespace TrialData.Application.Tests.Allocation.Concealment;

/// <summary>Everything that staff of a site get to see, line by line, as they ask for all that there is.</summary>
internal sealed class Transcript(Vault vault)
{
    public static readonly string[] Staff = ["researcher S1", "assessor S1", "investigator S1", "monitor"];

    private static readonly string[] Reading = ["Read", "Show", "List", "Find", "Compare", "Check", "Review", "Export", "Verify", "Inspect", "Rescore"];

    private static readonly UseCaseDescription[] UseCases =
        [.. UseCaseRegistration.UseCases().Where(SampleRequests.NeedsOne).OrderBy(useCase => useCase.Request.Name, StringComparer.Ordinal)];

    public List<string> Lines { get; } = [];

    /// <summary>The use cases that gave an answer, as <c>who: use case</c>; the others refused.</summary>
    public SortedSet<string> Answered { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads, changes all that can be changed short of a new allocation, and reads again what is now there.</summary>
    public async Task TakeAsync()
    {
        await AskAllAsync(useCase => IsReading(useCase) || useCase.Request == typeof(RandomiseParticipant));
        await AskAllAsync(useCase => !IsReading(useCase) && useCase.Request != typeof(RandomiseParticipant));
        await AskAllAsync(IsReading);
        foreach (var who in Staff)
        {
            await AskWidelyAsync(who);
            await ReadWholeAuditAsync(who);
        }
    }

    private async Task AskAllAsync(Func<UseCaseDescription, bool> which)
    {
        foreach (var useCase in UseCases.Where(which))
        {
            // Whoever asks without an account is nobody in particular.
            var askers = UseCaseAccess.Of(useCase.Request).Kind == AccessKind.Anonymous ? Staff[..1] : Staff;
            foreach (var who in askers)
            {
                foreach (var (name, target) in vault.Targets.Where(each => !IsNextAllocation(useCase, each.Key)))
                {
                    var reply = await vault.Host.AskAsync(vault.Host.Actor(who), useCase, SampleRequests.All[useCase.Request](target));
                    Lines.Add($"{who}: {useCase.Request.Name}, {name}: {reply}");
                    if (reply.Code is null)
                    {
                        Answered.Add($"{who}: {useCase.Request.Name}");
                    }
                }
            }
        }
    }

    /// <summary>The samples name one site and one visit: the same without bounds.</summary>
    public async Task AskWidelyAsync(string who)
    {
        var trial = vault.Host.TrialCode;
        Note(who, "all participants", await vault.Host.AskAsync<ListParticipants, ListedParticipants>(who, new ListParticipants(trial)));
        Note(who, "whole schedule", await vault.Host.AskAsync<ListSchedule, ListedSchedule>(who, new ListSchedule(trial)));
        foreach (var target in vault.Targets.Values)
        {
            foreach (var form in new[] { "mood", "rating", "qpr-15", "meetings", "paper" })
            {
                Note(who, $"{form} at 6 months", await vault.Host.AskAsync<ShowForm, ShownForm>(who, new ShowForm(trial, target.Participant, new FormAt("m6", form))));
            }
        }
    }

    private async Task ReadWholeAuditAsync(string who)
    {
        for (long? before = null; ;)
        {
            var page = await vault.Host.AskAsync<ReadAudit, AuditPage>(who, new ReadAudit(vault.Host.TrialCode, new AuditQuestion { Before = before }));
            Note(who, "audit", page);
            if (page.IsRefused || (before = page.Value.Next) is null)
            {
                return;
            }
        }
    }

    private void Note<T>(string who, string what, Outcome<T> outcome) =>
        Lines.Add($"{who}: {what}: {(outcome.Refusal is { } refusal ? JsonSerializer.Serialize(refusal, refusal.GetType()) : JsonSerializer.Serialize(outcome.Value))}");

    private static bool IsReading(UseCaseDescription useCase) => Reading.Any(verb => useCase.Request.Name.StartsWith(verb, StringComparison.Ordinal));

    private static bool IsNextAllocation(UseCaseDescription useCase, string target) => useCase.Request == typeof(RandomiseParticipant) && target == Vault.Waiting;
}
