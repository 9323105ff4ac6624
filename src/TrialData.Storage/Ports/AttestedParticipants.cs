using System.Text.Json;
using TrialData.Application.Allocation.Edc;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class AttestedParticipants(StoreSession session) : IAttestedParticipants
{
    private static readonly SqlFile AddAttestedParticipant = SqlFile.Named("allocation/AddAttestedParticipant");
    private static readonly SqlFile FindAttestedParticipant = SqlFile.Named("allocation/FindAttestedParticipant");

    public async Task<AttestedParticipant?> FindAsync(long trialId, string identifier, CancellationToken cancellation)
    {
        var row = await session.SingleOrDefaultAsync<Row>(FindAttestedParticipant, new { TrialId = trialId, IdentifierKey = NameKeys.Of(identifier) }, cancellation);
        return row is null ? null : new AttestedParticipant(row.PublicId, row.AttestedSiteId, JsonSerializer.Deserialize<List<string>>(row.Answers)!);
    }

    public Task AddAsync(NewAttestedParticipant attested, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.AttestedParticipant, attested.ParticipantId);
        return session.ExecuteAsync(
            AddAttestedParticipant,
            new
            {
                attested.ParticipantId,
                attested.TrialId,
                attested.SiteId,
                attested.Identifier,
                IdentifierKey = NameKeys.Of(attested.Identifier),
                Answers = JsonSerializer.Serialize(attested.Answers),
                attested.AttestedBy,
                attested.AttestedAt,
                attested.EdcCredentialId,
            },
            cancellation);
    }

    private sealed record Row(Guid PublicId, long AttestedSiteId, string Answers);
}
