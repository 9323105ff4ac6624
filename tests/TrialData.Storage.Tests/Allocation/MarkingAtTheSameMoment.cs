using TrialData.Application.Allocation.Errors;
using TrialData.Application.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Allocation;

/// <summary>One error of an allocation at a time awaits a decision, however many people ask at the same moment in different processes.</summary>
public sealed class MarkingAtTheSameMoment
{
    private const int Rounds = 6;

    [Theory, OnSqlite, OnSqlServer]
    public async Task Exactly_one_error_awaits_a_decision(Engine engine)
    {
        await using var host = await TrialHost.OpenAsync(engine);
        await using var neighbour = host.Neighbour();
        for (var round = 1; round <= Rounds; round++)
        {
            var participant = await host.EnrolWithBaselineAsync("S1");
            _ = (await host.RandomiseAsync("S1", participant)).Value;

            var outcomes = await Task.WhenAll(
                Task.Run(() => MarkAsync(host, "founder", participant)),
                Task.Run(() => MarkAsync(neighbour, "investigator S1", participant)));

            Assert.Equal("allocation-error.awaits-decision", Assert.Single(outcomes, outcome => outcome.IsRefused).Refusal!.Code);
            Assert.Equal(round, (await new RawStore(host.Location).RowsAsync("AllocationError")).Count);
        }
    }

    private static Task<Outcome<MarkedAllocation>> MarkAsync(TrialHost house, string who, Guid participant) => house.AskAsync<MarkAllocationInError, MarkedAllocation>(
        who,
        new MarkAllocationInError(house.TrialCode, participant, AllocationErrorKind.Technical, new Dictionary<string, string>(StringComparer.Ordinal), "It froze"));
}
