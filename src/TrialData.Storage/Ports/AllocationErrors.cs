using System.Text.Json;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AllocationErrors(StoreSession session) : IAllocationErrors
{
    private static readonly SqlFile AddAllocationError = SqlFile.Named("allocation/AddAllocationError");
    private static readonly SqlFile AddAllocationErrorDecision = SqlFile.Named("allocation/AddAllocationErrorDecision");
    private static readonly SqlFile LockAwaitingError = SqlFile.Named("allocation/LockAwaitingError");
    private static readonly SqlFile AllocationErrorsInTrial = SqlFile.Named("allocation/AllocationErrorsInTrial");
    private static readonly SqlFile AllocationErrorsAtSites = SqlFile.Named("allocation/AllocationErrorsAtSites");

    public async Task AddAsync(NewAllocationError error, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.AllocationError, id);
        await session.ExecuteAsync(
            AddAllocationError,
            new
            {
                AllocationErrorId = id,
                error.PublicId,
                error.ParticipantId,
                Kind = error.Kind.ToString(),
                Corrected = error.Corrected.Count == 0 ? null : JsonSerializer.Serialize(error.Corrected),
                error.Reason,
                error.RecordedAt,
                error.AccountId,
            },
            cancellation);
    }

    public async Task DecideAsync(NewErrorDecision decision, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.AllocationErrorDecision, id);
        await session.ExecuteAsync(
            AddAllocationErrorDecision,
            new { AllocationErrorDecisionId = id, decision.AllocationErrorId, decision.IsApproved, decision.Reason, decision.DecidedAt, decision.AccountId },
            cancellation);
    }

    public async Task<bool> LockAndFindAwaitingAsync(long participantId, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(LockAwaitingError, new { ParticipantId = participantId }, cancellation) > 0;

    public async Task<IReadOnlyList<AllocationError>> ListAsync(SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>(
            scope.AllSites ? AllocationErrorsInTrial : AllocationErrorsAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        return rows.Select(row => row.ToError()).ToList();
    }

    private sealed record Row(
        long AllocationErrorId,
        Guid PublicId,
        long ParticipantId,
        string Number,
        string Site,
        string Kind,
        string? Corrected,
        string Reason,
        DateTimeOffset RecordedAt,
        long AccountId,
        string RecordedBy,
        bool? IsApproved,
        string? DecisionReason,
        DateTimeOffset? DecidedAt,
        string? DecidedBy)
    {
        public AllocationError ToError() => new(
            AllocationErrorId, PublicId, ParticipantId, Number, Site, Enum.Parse<AllocationErrorKind>(Kind),
            Corrected is null ? new Dictionary<string, string>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string, string>>(Corrected)!,
            Reason, RecordedAt, AccountId, RecordedBy, State, DecisionReason, DecidedAt, DecidedBy);

        private AllocationErrorState State => IsApproved switch
        {
            null => AllocationErrorState.Awaiting,
            true => AllocationErrorState.Approved,
            false => AllocationErrorState.Declined,
        };
    }
}
