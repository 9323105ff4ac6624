using TrialData.Application.Allocation;

namespace TrialData.Web.Api;

/// <summary>A participant's allocation: made once, and the same ever after.</summary>
internal static class Allocations
{
    private const string Path = "/trials/{trial}/participants/{participant}/allocation";

    public static void MapAllocations(this IEndpointRouteBuilder api)
    {
        api.MapPost(Path, (string trial, Guid participant, Confirmation? body, ApiCaller caller, CancellationToken cancellation) =>
            caller.AskAsync<RandomiseParticipant, AllocatedParticipant>(
                new RandomiseParticipant(trial, participant, body?.Password), AllocationAnswer.Of, cancellation));
        api.MapGet(Path, (string trial, Guid participant, ApiCaller caller, CancellationToken cancellation) =>
            caller.AskAsync<ShowAllocation, AllocatedParticipant>(new ShowAllocation(trial, participant), AllocationAnswer.Of, cancellation));
    }
}

/// <param name="Password">The person's own, given again; none where the token names the permission to randomise.</param>
internal sealed record Confirmation(string? Password)
{
    public override string ToString() => nameof(Confirmation);
}

/// <param name="Day">Null where the import of a finished trial knew none.</param>
internal sealed record AllocationAnswer(string Number, string Arm, string Label, DateOnly? Day)
{
    public static AllocationAnswer Of(AllocatedParticipant allocated) => new(allocated.Number, allocated.Arm, allocated.ArmLabel, allocated.AllocatedOn);
}
