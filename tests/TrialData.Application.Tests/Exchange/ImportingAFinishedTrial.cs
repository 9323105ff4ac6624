using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using TrialData.Application.Enrolment;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Exchange.FinishedTrial;

namespace TrialData.Application.Tests.Exchange;

public sealed class ImportingAFinishedTrial
{
    [Theory, OnSqlite, OnSqlServer]
    public async Task Makes_participants_allocations_visits_and_answers_of_its_rows(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var file = File(FirstRow, SecondRow);

        var imported = (await ImportAsync(trial, file)).Value;

        // Six answers of P-1 (low, works, hours, note, lonely, rating) and two of P-2 (low, works), who missed the rating.
        Assert.Equal(("TEST", 2, 3L, 8L), (imported.TrialCode, imported.Participants, imported.Forms, imported.Answers));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file))), imported.FileSha256);
        Assert.Equal(1, await trial.CountAsync("Participant WHERE Number = 'P-1' AND Status = 'Randomised' AND ScreenedOn = '2026-01-04'"));
        Assert.Equal(1, await trial.CountAsync("Allocation WHERE Arm = 'NEW' AND Origin = 'Imported' AND AllocatedOn = '2026-01-06'"));
        Assert.Equal(1, await trial.CountAsync("Allocation WHERE Arm = 'OLD' AND Origin = 'Imported' AND AllocatedOn = '2026-01-08'"));
        Assert.Equal(1, await trial.CountAsync("Form WHERE Code = 'rating' AND CompletedOn = '2026-07-07'"));
        Assert.Equal(1, await trial.CountAsync("ImportedFile WHERE ParticipantCount = 2 AND AnswerCount = 8"));
        Assert.Equal("done", await trial.AuditedAsync("ImportFinishedTrial"));
        Assert.Equal(
            [("hours", "37.5"), ("lonely", "no"), ("low", "3"), ("low", "9"), ("note", "calm"), ("works", "no"), ("works", "yes")],
            (await trial.ValuesAsync("mood")).Select(v => (v.Name, v.Value)).Order());
    }

    // 8 January 2026 + 183 days = 10 July 2026, open 14 days before to 28 days after.
    [Theory, OnSqlite, OnSqlServer]
    public async Task Schedules_the_visits_from_the_days_of_the_file(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        _ = (await ImportAsync(trial, File(SecondRow))).Value;

        Assert.Equal(1, await trial.CountAsync("Visit WHERE Code = 'm6' AND TargetOn = '2026-07-10' AND OpensOn = '2026-06-26' AND ClosesOn = '2026-08-07'"));
        Assert.Equal(1, await trial.CountAsync("Visit WHERE Code = 'baseline' AND TargetOn = '2026-01-05'"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Leaves_a_visit_undated_where_the_file_gives_no_day(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        _ = (await ImportAsync(trial, File("P-1,1,A,,,3,NA,,,,0,"))).Value;

        Assert.Equal(2, await trial.CountAsync("Visit WHERE TargetOn IS NULL AND OpensOn IS NULL AND ClosesOn IS NULL"));
    }

    [Theory, OnSqlite]
    public async Task A_missed_visit_stores_no_form(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        _ = (await ImportAsync(trial, File(SecondRow))).Value;

        Assert.Equal(1, await trial.CountAsync("Form WHERE Code = 'mood'"));
        Assert.Equal(0, await trial.CountAsync("Form WHERE Code = 'rating'"));
    }

    [Theory, OnSqlite]
    public async Task Takes_the_first_case_whose_columns_fit(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        _ = (await ImportAsync(trial, File("P-1,1,A,,,3,,,,alone,0,", "P-2,1,A,,,4,,,,alone,0,", "P-3,1,A,,,3,,,,family,0,"))).Value;

        Assert.Equal(["no", "yes"], (await trial.ValuesAsync("mood")).Where(v => v.Name == "lonely").OrderBy(v => v.ParticipantId).Select(v => v.Value));
    }

    [Theory, OnSqlite]
    public async Task Keeps_line_breaks_quotes_and_delimiters_inside_quoted_fields(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        _ = (await ImportAsync(trial, File("P-1,1,A,,,3,,,\"first, \"\"good\"\"\r\nthen\nbad\",,0,", SecondRow))).Value;

        var note = Assert.Single(await trial.ValuesAsync("mood"), v => v.Name == "note");
        Assert.Equal("first, \"good\"\r\nthen\nbad", note.Value);
    }

    public static TheoryData<string, byte[], string> Spellings { get; } = new()
    {
        { "LF without an end", Encoding.UTF8.GetBytes(File(FirstRow, SecondRow).TrimEnd('\n')), Mapping },
        { "CRLF", Encoding.UTF8.GetBytes(File(FirstRow, SecondRow).ReplaceLineEndings("\r\n")), Mapping },
        { "UTF-8 with byte-order mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(File(FirstRow, SecondRow))], Mapping },
        { "UTF-16 LE with byte-order mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(File(FirstRow, SecondRow))], Mapping },
        { "UTF-16 BE with byte-order mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(File(FirstRow, SecondRow))], Mapping },
        { "semicolons", Encoding.UTF8.GetBytes(File(FirstRow, SecondRow).Replace(',', ';')), JsonEdit.With(Mapping, "delimiter", "\"semicolon\"") },
        { "tabs", Encoding.UTF8.GetBytes(File(FirstRow, SecondRow).Replace(',', '\t')), JsonEdit.With(Mapping, "delimiter", "\"tab\"") },
        { "every field quoted", Encoding.UTF8.GetBytes("\"" + File(FirstRow, SecondRow).TrimEnd('\n').Replace(",", "\",\"", StringComparison.Ordinal).Replace("\n", "\"\n\"", StringComparison.Ordinal) + "\"\n"), Mapping },
    };

    [Theory, MemberData(nameof(Spellings))]
    public async Task Reads_the_same_trial_however_the_file_is_spelt(string spelling, byte[] file, string mapping)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        var imported = (await ImportAsync(trial, file, mapping)).Value;

        Assert.True((2, 3L, 8L) == (imported.Participants, imported.Forms, imported.Answers), spelling);
        Assert.Equal(1, await trial.CountAsync("Participant WHERE Number = 'P-1'"));
    }

    [Theory, OnSqlite]
    public async Task Takes_any_character_of_unicode(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        _ = (await ImportAsync(trial, File("P-1,1,A,,,3,,,Zoë 🙂 naïve,,0,"))).Value;

        Assert.Equal("Zoë 🙂 naïve", Assert.Single(await trial.ValuesAsync("mood"), v => v.Name == "note").Value);
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Goes_into_an_empty_trial_alone(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        _ = (await ImportAsync(trial, File(FirstRow))).Value;

        var again = await ImportAsync(trial, File(SecondRow));

        Assert.Equal("import.trial-not-empty", again.Refusal?.Code);
        Assert.Equal(1, await trial.CountAsync("Participant"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Is_asked_by_the_unblinded_statistician_alone(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(File(FirstRow)));

        var outcome = await trial.AskAsync<Application.Exchange.ImportFinishedTrial, Application.Exchange.ImportedTrial>(
            "researcher S1", new Application.Exchange.ImportFinishedTrial(trial.TrialCode, Mapping, "trial.csv", stream));

        Assert.Equal("access.not-permitted", outcome.Refusal?.Code);
        Assert.Equal(0, await trial.CountAsync("Participant"));
    }

    // The pipeline tries a busy store again; by then the first attempt has read the file.
    [Theory, OnSqlite]
    public async Task Reads_the_file_anew_when_the_store_was_busy(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        using var stream = new BusyOnce(Encoding.UTF8.GetBytes(File(FirstRow, SecondRow)));

        var imported = (await ImportAsync(trial, stream, Mapping)).Value;

        Assert.Equal((2, 8L), (imported.Participants, imported.Answers));
        Assert.Equal(2, await trial.CountAsync("Participant"));
        Assert.Equal(ParticipantStatus.Randomised.ToString(), await trial.ValueAsync("SELECT MIN(Status) FROM Participant"));
    }

    /// <summary>A file at whose end the store is busy, the first time round.</summary>
    private sealed class BusyOnce(byte[] bytes) : MemoryStream(bytes)
    {
        private const int SqliteBusy = 5;
        private bool thrown;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length && !thrown)
            {
                thrown = true;
                throw new SqliteException("database is locked", SqliteBusy);
            }

            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
