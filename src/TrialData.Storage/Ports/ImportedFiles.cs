using TrialData.Application.Exchange;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class ImportedFiles(StoreSession session) : IImportedFiles
{
    private static readonly SqlFile CountParticipants = SqlFile.Named("exchange/CountParticipants");
    private static readonly SqlFile AddImportedFile = SqlFile.Named("exchange/AddImportedFile");

    public async Task<bool> TrialIsEmptyAsync(long trialId, CancellationToken cancellation) =>
        await session.SingleOrDefaultAsync<long>(CountParticipants, new { TrialId = trialId }, cancellation) == 0;

    public async Task AddAsync(ImportedFile file, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddImportedFile,
            new
            {
                ImportedFileId = id,
                file.TrialId,
                file.FileName,
                file.Sha256,
                file.MappingSha256,
                file.ParticipantCount,
                file.AnswerCount,
                file.ImportedAt,
                file.AccountId,
            },
            cancellation);
        session.Touched.Add(VouchedRecords.ImportedFile, id);
    }
}
