using System.Data.Common;
using System.Globalization;
using System.Text;
using TrialData.Application.Administration;
using TrialData.Application.Analyses;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Application.Protocol;
using TrialData.Storage.Session;
using TrialData.Storage.Tests.Pipeline;
using TrialData.Testing;
using Xunit;

namespace TrialData.Storage.Tests.Migration;

/// <summary>Makes the file below <c>Filled</c> for the schema of this program, at its release.</summary>
public sealed class WritingAFilledStore
{
    private const string WriteVariable = "TRIALDATA_WRITE_FILLED";

    // Each after those it refers to.
    private static readonly string[] Tables =
    [
        "Store", "KeyBlock", "Account", "Trial", "ProtocolVersion", "Site", "RoleGrant", "Invitation", "Credential", "UsedPassword",
        "RecoveryCode", "SignInSession", "ApiToken", "OutboxMessage", "Participant", "EligibilityAnswer", "Consent", "Withdrawal", "SiteTransfer",
        "Visit", "Form", "Answer", "Score", "FormDraft", "FormEntry", "EntryRemoval", "FormMark", "FormSignature", "FormLink", "SafetyReport",
        "EligibilitySignature", "Scheme", "SchemeCell", "LedgerHead", "LedgerLine", "Allocation", "AllocationError", "AllocationErrorDecision",
        "CodeBreak", "CodeBreakImpact", "DowntimeSlot", "DowntimeSlotFate", "ImportedFile", "AnalysisRun", "AuditChain", "AuditEvent",
    ];

    [Fact]
    public async Task Has_rows_for_every_table_to_write()
    {
        await using var host = await TrialHost.OpenAsync(Engine.Sqlite);
        await FillAsync(host);
        var store = new RawStore(host.Location);
        foreach (var table in Tables)
        {
            Assert.True(await store.CountAsync(table) > 0, $"{table} is empty.");
        }

        if (Environment.GetEnvironmentVariable(WriteVariable) is { } folder)
        {
            var schema = SqlFile.Migrations(Engine.Sqlite)[^1].Name[..4];
            await File.WriteAllTextAsync(Path.Combine(folder, schema + ".sql"), await TextOfAsync(store, schema));
        }
    }

    /// <summary>No verification among it: its checkpoint would be in a file that the store leaves behind.</summary>
    private static async Task FillAsync(TrialHost host)
    {
        var participant = await host.EnrolWithBaselineAsync("S1");
        _ = (await host.AskAsync<SignEligibility, SignedEligibility>("investigator S1", new SignEligibility(host.TrialCode, participant))).Value;
        _ = (await host.RandomiseAsync("S1", participant)).Value;
        _ = (await host.SaveAsync("assessor S1", participant, "baseline", "rating", expectedVersion: 0, ("rating", "1"))).Value;
        _ = (await host.SaveAsync("researcher S1", participant, "baseline", "mood", expectedVersion: 1, "Misheard", ("low", "5"))).Value;
        _ = await host.EnrolAsync("S2");
        _ = (await host.AskAsync<RunAnalysis, AnalysisResults>("founder", new RunAnalysis(host.TrialCode, TestAnalysis.Json))).Value;
        await TestImport.IntoTrialOfItsOwnAsync(host);
        _ = (await host.AskAsync<CreateApiToken, CreatedApiToken>("founder", new CreateApiToken("nightly", Permissions: null, host.Clock.GetUtcNow().AddDays(1)))).Value;
        var eva = new Person(host, "eva", "seven green bicycles");
        _ = (await eva.AcceptAsync((await host.InviteAsync("eva")).Invitation)).Value;
        var session = (await eva.SignInAsync()).Value.Session;
        _ = (await eva.BeginSetUpAsync(session)).Value;
        _ = (await eva.ConfirmAsync(session, eva.CodeNow())).Value;
        _ = await host.InviteAsync("adam", "adam@example.org");
        await CaptureAsync(host);
        _ = (await host.AskAsync<CloseSite, Site>("founder", new CloseSite(host.TrialCode, "S2", TrialHost.FirstDay.AddYears(1), "Target reached"))).Value;
    }

    private static async Task CaptureAsync(TrialHost host)
    {
        var participant = await host.EnrolAsync("S1");
        var requests = new NotedRequests(host);
        var forms = new SmallForms(host, requests);
        await forms.SaveAsync(participant);
        _ = (await host.RandomiseAsync("S1", participant)).Value;
        await forms.LookAfterAsync(participant);
        await new SmallAftermath(host, requests).PlayAsync(participant);
        await new SmallFollowUp(host, requests).PlayAsync(participant);
        await new SmallCapture(host, requests).PlayAsync(participant);
        var withoutVisit = JsonEdit.With(JsonEdit.With(TestProtocol.Json, "version", "3"), "visits[1].code", "\"m7\"");
        _ = (await host.AskAsync<AmendProtocol, AmendedProtocol>("founder", new AmendProtocol(withoutVisit))).Value;
    }

    private static async Task<string> TextOfAsync(RawStore store, string schema)
    {
        var text = new StringBuilder($"-- A store as schema {schema} holds it, with two trials: written from a store of that schema, never changed since.\n");
        await using var connection = await store.OpenAsync();
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var columns = Enumerable.Range(0, reader.FieldCount).Where(column => !reader.IsDBNull(column)).ToList();
                text.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} ({string.Join(", ", columns.Select(reader.GetName))}) ");
                text.Append(CultureInfo.InvariantCulture, $"VALUES ({string.Join(", ", columns.Select(column => Literal(reader, column)))});\n");
            }
        }

        return text.ToString();
    }

    private static string Literal(DbDataReader row, int column) => row.GetValue(column) is string text
        ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
        : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)!;
}
