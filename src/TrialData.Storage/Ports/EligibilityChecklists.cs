using TrialData.Application.Enrolment.Eligibility;
using TrialData.Storage.Records;
using TrialData.Storage.Session;

namespace TrialData.Storage.Ports;

public sealed class EligibilityChecklists(StoreSession session) : IEligibilityChecklists
{
    // SQL Server takes 2,100 parameters.
    private const int AtOnce = 500;

    private static readonly SqlFile EligibilityAnswers = SqlFile.Named("enrolment/EligibilityAnswers");
    private static readonly SqlFile EligibilitySignatures = SqlFile.Named("enrolment/EligibilitySignatures");
    private static readonly SqlFile EligibilityWaivers = SqlFile.Named("enrolment/EligibilityWaivers");
    private static readonly SqlFile LockEligibilityWaivers = SqlFile.Named("enrolment/LockEligibilityWaivers");
    private static readonly SqlFile AddEligibilityWaiver = SqlFile.Named("enrolment/AddEligibilityWaiver");
    private static readonly SqlFile AddEligibilitySignature = SqlFile.Named("enrolment/AddEligibilitySignature");

    public async Task<IReadOnlyList<EligibilityChecklist>> OfAsync(IReadOnlyCollection<long> participantIds, CancellationToken cancellation)
    {
        var checklists = new List<EligibilityChecklist>(participantIds.Count);
        foreach (var some in participantIds.Chunk(AtOnce))
        {
            var these = new { ParticipantIds = some };
            var answers = (await session.QueryAsync<AnswerRow>(EligibilityAnswers, these, cancellation)).ToLookup(row => row.ParticipantId);
            var waivers = (await session.QueryAsync<EligibilityWaiver>(EligibilityWaivers, these, cancellation)).ToLookup(row => row.ParticipantId);
            var signatures = (await session.QueryAsync<EligibilitySignature>(EligibilitySignatures, these, cancellation)).ToLookup(row => row.ParticipantId);
            checklists.AddRange(some.Select(id => new EligibilityChecklist(
                answers[id].ToDictionary(row => row.Criterion, row => row.Answer, StringComparer.Ordinal), [.. waivers[id]], [.. signatures[id]])));
        }

        return checklists;
    }

    public async Task<IReadOnlyList<EligibilityWaiver>> LockWaiversAsync(long participantId, CancellationToken cancellation) =>
        [.. await session.QueryAsync<EligibilityWaiver>(LockEligibilityWaivers, new { ParticipantId = participantId }, cancellation)];

    public async Task WaiveAsync(EligibilityWaiver waiver, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.EligibilityWaiver, id);
        await session.ExecuteAsync(
            AddEligibilityWaiver,
            new { EligibilityWaiverId = id, waiver.ParticipantId, waiver.Criterion, waiver.Reason, waiver.WaivedAt, waiver.AccountId },
            cancellation);
    }

    public async Task SignAsync(EligibilitySignature signature, CancellationToken cancellation)
    {
        var id = await session.NextIdAsync(cancellation);
        session.Touched.Add(VouchedRecords.EligibilitySignature, id);
        await session.ExecuteAsync(
            AddEligibilitySignature,
            new { EligibilitySignatureId = id, signature.ParticipantId, signature.AnswersSha256, signature.SignerName, signature.SignedAt, signature.AccountId },
            cancellation);
    }

    private sealed record AnswerRow(long ParticipantId, string Criterion, string Answer);
}
