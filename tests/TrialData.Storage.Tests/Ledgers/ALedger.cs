using System.Data.Common;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Allocation.CodeBreaks;
using TrialData.Application.Allocation.Downtime;
using TrialData.Application.Allocation.Edc;
using TrialData.Application.Allocation.Errors;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Protocol;
using TrialData.Storage.Tests.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Ledgers;

/// <summary>What the store itself refuses, asked by a plain connection that knows none of the house's settings.</summary>
public sealed class ALedger
{
    private static readonly string[] Names =
    [
        "Answer", "Score", "Allocation", "AuditEvent", "ImportedFile", "AnalysisRun", "ProtocolVersion", "CodeBreak", "CodeBreakImpact",
        "AllocationError", "AllocationErrorDecision", "DowntimeSlot", "DowntimeSlotFate", "EligibilitySignature", "EligibilityWaiver", "AttestedParticipant",
        "ClusterAllocation", "ListPiece",
    ];

    // The uniqueness rules by which REPLACE can find a row beside the primary key, and the id that a replacement would have.
    private static readonly (string Table, string Id, string[] Renewed)[] OtherKeys =
    [
        ("Allocation", "AllocationId", ["PublicId", "SequenceInStratum"]),
        ("Allocation", "AllocationId", ["ParticipantId", "SequenceInStratum"]),
        ("Allocation", "AllocationId", ["PublicId", "ParticipantId"]),
        ("AuditEvent", "AuditEventId", []),
        ("AnalysisRun", "AnalysisRunId", []),
        ("CodeBreak", "CodeBreakId", []),
        ("AllocationError", "AllocationErrorId", []),
        ("AllocationErrorDecision", "AllocationErrorDecisionId", []),
        ("DowntimeSlot", "DowntimeSlotId", []),
        ("DowntimeSlotFate", "DowntimeSlotFateId", []),
        ("AttestedParticipant", "ParticipantId", []),
        ("ClusterAllocation", "ClusterAllocationId", ["Cluster"]),
        ("ClusterAllocation", "ClusterAllocationId", ["Sequence"]),
        ("EligibilityWaiver", "EligibilityWaiverId", []),
        ("ListPiece", "Number", []),
        ("ListPiece", "FirstTag", []),
    ];

    [Theory, OnSqlite, OnSqlServer]
    public async Task Refuses_every_UPDATE_and_DELETE(Engine engine)
    {
        await using var host = await WithEveryLedgerAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        foreach (var table in Names)
        {
            var row = (await store.RowsAsync(table))[0];
            foreach (var column in row.Keys)
            {
                await RefusedAsync(store, table, $"UPDATE {table} SET {column} = {column}");
            }

            await RefusedAsync(store, table, $"DELETE FROM {table}");
        }

        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    [Theory, OnSqlite]
    public async Task Refuses_every_REPLACE_and_upsert(Engine engine)
    {
        await using var host = await WithEveryLedgerAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        foreach (var table in Names)
        {
            var columns = string.Join(", ", (await store.RowsAsync(table))[0].Keys);
            await RefusedAsync(store, table, $"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}");
            await RefusedAsync(store, table, $"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}");
            await RefusedAsync(store, table, $"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE TRUE ON CONFLICT DO UPDATE SET {columns.Split(',')[0]} = 0");
        }

        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    [Theory, OnSqlite]
    public async Task Refuses_a_REPLACE_that_finds_its_row_by_another_key(Engine engine)
    {
        await using var host = await WithEveryLedgerAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        foreach (var (table, id, renewed) in OtherKeys)
        {
            var columns = (await store.RowsAsync(table))[0].Keys.ToList();
            var values = columns.Select(c => c == id || renewed.Contains(c) ? $"{c} || '9'" : c);
            await RefusedAsync(store, table, $"INSERT OR REPLACE INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {table} LIMIT 1");
        }

        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    [Theory, OnSqlServer]
    public async Task Refuses_TRUNCATE(Engine engine)
    {
        await using var host = await WithEveryLedgerAsync(engine);
        var store = new RawStore(host.Location);
        var before = await store.ContentsAsync(withAudit: true);

        foreach (var table in Names)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => store.ExecuteAsync($"TRUNCATE TABLE {table}"));
        }

        Assert.Equal(before, await store.ContentsAsync(withAudit: true));
    }

    private static async Task RefusedAsync(RawStore store, string table, string sql)
    {
        var fault = await Record.ExceptionAsync(() => store.ExecuteAsync(sql));
        Assert.True(fault is DbException, $"The store took: {sql}");
        Assert.Contains($"{table} is append-only", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>A store with at least one row in each ledger, every one made by a use case.</summary>
    private static async Task<TrialHost> WithEveryLedgerAsync(Engine engine)
    {
        var host = await TrialHost.OpenAsync(engine);
        var participant = await host.EnrolWithBaselineAsync("S1");
        var excluded = (await host.ScreenAsync("S1", ("adult", "no"))).Value.PublicId;
        _ = (await host.AskAsync<WaiveEligibility, WaivedEligibility>("founder", new WaiveEligibility(host.TrialCode, excluded, "adult", "The sponsor agreed"))).Value;
        _ = (await host.AskAsync<SignEligibility, SignedEligibility>("investigator S1", new SignEligibility(host.TrialCode, participant))).Value;
        _ = (await host.RandomiseAsync("S1", participant)).Value;
        var slip = new RecordCodeBreak(host.TrialCode, participant, CodeBreakKind.Accidental, "The assessor", TrialHost.FirstDay, "Overheard");
        var codeBreak = (await host.AskAsync<RecordCodeBreak, RecordedCodeBreak>("assessor S1", slip)).Value.CodeBreakId;
        _ = (await host.AskAsync<AssessCodeBreak, AssessedCodeBreak>("assessor S1", new AssessCodeBreak(host.TrialCode, codeBreak, "None"))).Value;
        var mark = new MarkAllocationInError(
            host.TrialCode, participant, AllocationErrorKind.Ineligible, new Dictionary<string, string>(StringComparer.Ordinal), "Too young");
        var error = (await host.AskAsync<MarkAllocationInError, MarkedAllocation>("founder", mark)).Value.ErrorId;
        _ = (await host.AskAsync<DecideAllocationInError, DecidedAllocationError>("admin", new DecideAllocationInError(host.TrialCode, error, IsApproved: true, "Seen"))).Value;
        _ = (await host.AskAsync<IssueDowntimeSlots, IssuedEnvelopes>("founder", new IssueDowntimeSlots(host.TrialCode, "S1", Count: 1))).Value;
        _ = (await host.AskAsync<WithdrawDowntimeSlots, WithdrawnSlots>(
            "researcher S1", new WithdrawDowntimeSlots(host.TrialCode, "S1", [1], SlotFate.Lost, "Not in the cupboard"))).Value;
        _ = (await host.SaveAsync("assessor S1", participant, "baseline", "rating", expectedVersion: 0, ("rating", "1"))).Value;
        _ = (await host.AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis(host.TrialCode, TestAnalysis.Json))).Value;
        await TestImport.IntoTrialOfItsOwnAsync(host);
        await AttestInTrialOfItsOwnAsync(host);
        await new SmallClusters(new NotedRequests(host)).PlayAsync();
        await new SmallList(new NotedRequests(host)).PlayAsync();
        return host;
    }

    private static async Task AttestInTrialOfItsOwnAsync(TrialHost host)
    {
        const string Code = "EDC";
        _ = (await host.AskAsync<CreateTrial, TrialCreated>("founder", new CreateTrial(JsonEdit.With(EdcTrial.Protocol, "code", $"\"{Code}\"")))).Value;
        _ = (await host.AskAsync<ActivateSite, Site>("founder", new ActivateSite(Code, "S1", TrialHost.FirstDay))).Value;
        _ = (await host.AskAsync<GrantRole, GrantedRole>("founder", new GrantRole(Code, "admin", Role.RandomisationAdministrator, SiteCode: null, TrialHost.FirstDay))).Value;
        _ = (await host.AskAsync<SealScheme, SchemeSealed>("admin", new SealScheme(Code, TestProtocol.DesignFor(ProtocolLoader.Load(EdcTrial.Protocol).Value)))).Value;
        _ = (await host.AskAsync<GiveNonce, NonceGiven>("founder", new GiveNonce(Code, "a nonce of the founder"))).Value;
        var expires = host.Clock.GetUtcNow().AddDays(1);
        var registered = (await host.AskAsync<RegisterEdc, RegisteredEdc>("admin", new RegisterEdc(Code, EdcTrial.Name, EdcTrial.StudyOid, expires))).Value;
        _ = (await host.RandomiseAsync(new EdcProof(registered.Name, registered.Secret), "SS_1")).Value;
    }
}
