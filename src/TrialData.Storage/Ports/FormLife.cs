using TrialData.Application.Capture;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class FormLife(StoreSession session) : IFormLife
{
    private static readonly SqlFile AddFormMark = SqlFile.Named("capture/AddFormMark");
    private static readonly SqlFile MarksOfForm = SqlFile.Named("capture/MarksOfForm");
    private static readonly SqlFile AddFormSignature = SqlFile.Named("capture/AddFormSignature");
    private static readonly SqlFile SignaturesOfForm = SqlFile.Named("capture/SignaturesOfForm");
    private static readonly SqlFile CountDrafts = SqlFile.Named("capture/CountDrafts");

    public async Task MarkAsync(FormMark mark, bool revealsArm, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(revealsArm, cancellation);
        session.Touched.Add(VouchedRecords.FormMark, id, revealsArm);
        await session.ExecuteAsync(
            AddFormMark,
            new { FormMarkId = id, mark.FormId, mark.FormVersion, Kind = mark.Kind.ToString(), mark.Reason, mark.MarkedAt, mark.AccountId },
            cancellation);
    }

    public async Task<IReadOnlyList<FormMark>> MarksAsync(long formId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<MarkRow>(MarksOfForm, new { FormId = formId }, cancellation);
        return rows.Select(row => row.ToMark()).ToList();
    }

    public async Task SignAsync(FormSignature signature, bool revealsArm, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(revealsArm, cancellation);
        session.Touched.Add(VouchedRecords.FormSignature, id, revealsArm);
        await session.ExecuteAsync(
            AddFormSignature,
            new
            {
                FormSignatureId = id,
                signature.FormId,
                signature.FormVersion,
                signature.AccountId,
                signature.SignerName,
                Meaning = signature.Meaning.ToString(),
                signature.SignedAt,
                signature.DataSha256,
            },
            cancellation);
    }

    public async Task<IReadOnlyList<FormSignature>> SignaturesAsync(long formId, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync<SignatureRow>(SignaturesOfForm, new { FormId = formId }, cancellation);
        return rows.Select(row => row.ToSignature()).ToList();
    }

    public async Task<bool> HasDraftAsync(FormPlace place, CancellationToken cancellation) => await session.SingleOrDefaultAsync<int>(
        CountDrafts, place, cancellation) > 0;

    private sealed record MarkRow(long FormId, int FormVersion, string Kind, string? Reason, DateTimeOffset MarkedAt, long AccountId)
    {
        public FormMark ToMark() => new(FormId, FormVersion, Enum.Parse<FormMarkKind>(Kind), Reason, MarkedAt, AccountId);
    }

    private sealed record SignatureRow(
        long FormId, int FormVersion, long AccountId, string SignerName, string Meaning, DateTimeOffset SignedAt, string DataSha256)
    {
        public FormSignature ToSignature() => new(
            FormId, FormVersion, AccountId, SignerName, Enum.Parse<SignatureMeaning>(Meaning), SignedAt, DataSha256);
    }
}
