using TrialData.Application.Capture.Links;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class FormLinks(StoreSession session) : IFormLinks
{
    private static readonly SqlFile AddFormLink = SqlFile.Named("capture/AddFormLink");
    private static readonly SqlFile LinksOfParticipant = SqlFile.Named("capture/LinksOfParticipant");
    private static readonly SqlFile FindOpenLink = SqlFile.Named("capture/FindOpenLink");
    private static readonly SqlFile UseFormLink = SqlFile.Named("capture/UseFormLink");
    private static readonly SqlFile RevokeFormLink = SqlFile.Named("capture/RevokeFormLink");

    public async Task<long> AddAsync(NewFormLink link, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddFormLink,
            new
            {
                FormLinkId = id,
                link.Places.ParticipantId,
                link.Places.VisitId,
                Codes = TypedForms.TextOf(link.Places.Forms),
                TokenHash = Convert.ToHexStringLower(link.TokenHash),
                link.IssuedBy,
                link.IssuedAt,
                link.ExpiresAt,
            },
            cancellation);
        session.Touched.Add(VouchedRecords.FormLink, id);
        return id;
    }

    public async Task<IReadOnlyList<ListedFormLink>> OfAsync(long participantId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<ListedRow>(LinksOfParticipant, new { ParticipantId = participantId }, cancellation);
        return rows.Select(row => new ListedFormLink(
            row.FormLinkId, row.VisitCode, TypedForms.CodesIn(row.Codes), row.IssuedBy, row.IssuedAt, row.ExpiresAt, row.UsedAt, row.RevokedAt)).ToList();
    }

    public async Task<OpenLink?> FindOpenAsync(byte[] tokenHash, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<OpenRow>(
            FindOpenLink, new { TokenHash = Convert.ToHexStringLower(tokenHash), Now = now }, cancellation);
        return row is null
            ? null
            : new OpenLink(
                row.FormLinkId,
                new FormPlaces(row.ParticipantId, row.VisitId, TypedForms.CodesIn(row.Codes)),
                row.PublicId,
                row.TrialId,
                row.VisitCode,
                row.IssuedBy,
                row.ExpiresAt);
    }

    public async Task<bool> UseAsync(long formLinkId, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.FormLink, formLinkId);
        return await session.ExecuteAsync(UseFormLink, new { FormLinkId = formLinkId, At = at }, cancellation) == 1;
    }

    public async Task<bool> RevokeAsync(long formLinkId, long participantId, DateTimeOffset at, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.FormLink, formLinkId);
        return await session.ExecuteAsync(RevokeFormLink, new { FormLinkId = formLinkId, ParticipantId = participantId, At = at }, cancellation) == 1;
    }

    private sealed record ListedRow(
        long FormLinkId,
        string VisitCode,
        string Codes,
        string IssuedBy,
        DateTimeOffset IssuedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? UsedAt,
        DateTimeOffset? RevokedAt);

    private sealed record OpenRow(
        long FormLinkId,
        long ParticipantId,
        long VisitId,
        string Codes,
        Guid PublicId,
        long TrialId,
        string VisitCode,
        long IssuedBy,
        DateTimeOffset ExpiresAt);
}
