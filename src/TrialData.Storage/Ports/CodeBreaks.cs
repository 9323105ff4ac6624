using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Pipeline;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class CodeBreaks(StoreSession session) : ICodeBreaks
{
    private static readonly SqlFile AddCodeBreak = SqlFile.Named("allocation/AddCodeBreak");
    private static readonly SqlFile AddCodeBreakImpact = SqlFile.Named("allocation/AddCodeBreakImpact");
    private static readonly SqlFile FindCodeBreakInTrial = SqlFile.Named("allocation/FindCodeBreakInTrial");
    private static readonly SqlFile FindCodeBreakAtSites = SqlFile.Named("allocation/FindCodeBreakAtSites");
    private static readonly SqlFile CodeBreaksInTrial = SqlFile.Named("allocation/CodeBreaksInTrial");
    private static readonly SqlFile CodeBreaksAtSites = SqlFile.Named("allocation/CodeBreaksAtSites");

    public async Task AddAsync(NewCodeBreak codeBreak, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.CodeBreak, id);
        await session.ExecuteAsync(
            AddCodeBreak,
            new
            {
                CodeBreakId = id,
                codeBreak.PublicId,
                codeBreak.TrialId,
                codeBreak.ParticipantId,
                Kind = codeBreak.Kind.ToString(),
                codeBreak.IsByHand,
                codeBreak.Learned,
                codeBreak.BrokenOn,
                codeBreak.Reason,
                codeBreak.RecordedAt,
                codeBreak.AccountId,
            },
            cancellation);
    }

    public async Task AddImpactAsync(NewCodeBreakImpact impact, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.CodeBreakImpact, id);
        await session.ExecuteAsync(
            AddCodeBreakImpact, new { CodeBreakImpactId = id, impact.CodeBreakId, impact.Impact, impact.RecordedAt, impact.AccountId }, cancellation);
    }

    public Task<FoundCodeBreak?> FindAsync(Guid publicId, SiteScope scope, CancellationToken cancellation) => session.SingleOrDefaultAsync<FoundCodeBreak>(
        scope.AllSites ? FindCodeBreakInTrial : FindCodeBreakAtSites, new { PublicId = publicId, scope.TrialId, scope.SiteIds }, cancellation);

    public async Task<IReadOnlyList<RegisteredCodeBreak>> ListAsync(SiteScope scope, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<Row>(scope.AllSites ? CodeBreaksInTrial : CodeBreaksAtSites, new { scope.TrialId, scope.SiteIds }, cancellation);
        return rows.GroupBy(row => row.CodeBreakId).Select(ToEntry).ToList();
    }

    // A row for each impact of an entry.
    private static RegisteredCodeBreak ToEntry(IGrouping<long, Row> rows)
    {
        var first = rows.First();
        return new RegisteredCodeBreak(
            first.PublicId, Enum.Parse<CodeBreakKind>(first.Kind), first.IsByHand, first.Number, first.Site, first.SiteId, first.Learned, first.BrokenOn,
            first.Reason, first.RecordedAt, first.RecordedBy,
            rows.Where(row => row.CodeBreakImpactId is not null).Select(row => new CodeBreakImpact(row.Impact, row.AssessedAt!.Value, row.AssessedBy!)).ToList());
    }

    private sealed record Row(
        long CodeBreakId,
        Guid PublicId,
        string Kind,
        bool IsByHand,
        string? Number,
        string? Site,
        long? SiteId,
        string Learned,
        DateOnly BrokenOn,
        string Reason,
        DateTimeOffset RecordedAt,
        string RecordedBy,
        long? CodeBreakImpactId,
        string? Impact,
        DateTimeOffset? AssessedAt,
        string? AssessedBy);
}
