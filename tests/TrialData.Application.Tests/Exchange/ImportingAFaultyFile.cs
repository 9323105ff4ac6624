using System.Globalization;
using System.Text;
using TrialData.Application.Pipeline;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;
using static TrialData.Application.Tests.Exchange.FinishedTrial;

namespace TrialData.Application.Tests.Exchange;

/// <summary>A file with any fault is refused whole, and the person is told row, column, value and reason.</summary>
public sealed class ImportingAFaultyFile
{
    [Theory]
    [InlineData("P-1,1,A,2026-01-04,,3,,,,,0,", "row 2, column screened", "2026-01-04", "is not a day written dd/MM/yyyy")]
    [InlineData("P-1,1,A,31/02/2026,,3,,,,,0,", "row 2, column screened", "31/02/2026", "is not a day written dd/MM/yyyy")]
    [InlineData("P-1,1,A,,,3,,,,,0,7 July", "row 2, column seen", "7 July", "is not a day written dd/MM/yyyy")]
    [InlineData("P-1,3,A,,,3,,,,,0,", "row 2, column centre", "3", "is not one of 1, 2")]
    [InlineData("P-1,,A,,,3,,,,,0,", "row 2, column centre", "", "is no site of the protocol: S1, S2")]
    [InlineData("P-1,1,C,,,3,,,,,0,", "row 2, column group", "C", "is not one of A, B")]
    [InlineData("P-1,1,NA,,,3,,,,,0,", "row 2, column group", "NA", "is no arm of the protocol: NEW, OLD")]
    [InlineData(",1,A,,,3,,,,,0,", "row 2, column id", null, "is blank; every participant needs a number")]
    [InlineData("P-12345678901234567890123456789012345678X,1,A,,,3,,,,,0,", "row 2, column id", "P-12345678901234567890123456789012345678X", "is longer than 40 characters")]
    [InlineData("P-1,1,A,,,11,,,,,0,", "row 2, column low", "11", "must be from 0 to 10")]
    [InlineData("P-1,1,A,,,3.5,,,,,0,", "row 2, column low", "3.5", "must be a whole number")]
    [InlineData("P-1,1,A,,,NA,yes,,,,0,", "row 2, column low", "NA", "needs an answer, or the reason why there is none")]
    [InlineData("P-1,1,A,,,3,yes,37,,,5,", "row 2, column rating", "5", "is not one of 0, 1, 2, 3, 4")]
    [InlineData("P-1,1,A,,,3,no,37,,,0,", "row 2, column hours", "37", "is not asked unless works is yes")]
    [InlineData("P-1,1,A,,,3,maybe,,,,0,", "row 2, column works", "maybe", "must be yes or no")]
    [InlineData("P-1,1,A,,,3,,,,,0", "row 2", null, "has 11 fields; the header has 12")]
    [InlineData("P-1,1,A,,,3,,,,,0,,", "row 2", null, "has 13 fields; the header has 12")]
    [InlineData("P-1,1,A,,,3,,,a \"word\",,0,", "row 2", null, "has a quotation mark inside a field that is not quoted")]
    [InlineData("P-1,1,A,,,3,,,\"a\" word,,0,", "row 2", null, "has text after the closing quotation mark of a field")]
    [InlineData("P-1,1,A,,,3,,,\"a word,,0,", "row 2", null, "opens a quotation mark that is never closed")]
    public async Task Tells_row_column_value_and_reason(string row, string place, string? value, string reason)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        var outcome = await ImportAsync(trial, File(row));

        await AssertRefusedAsync(trial, outcome, (place, value, reason));
    }

    [Theory]
    [InlineData("id,centre", "centre", "is a column that the mapping needs and the file lacks", "id")]
    [InlineData("low,works", "works", "is a column that the mapping needs and the file lacks", "low")]
    [InlineData("id,", "age", "is a column that the mapping neither uses nor ignores", "id,age,")]
    [InlineData("works,hours", "works", "is the name of more than one column", "works,works,hours")]
    public async Task Names_a_column_that_is_missing_unknown_or_there_twice(string before, string column, string reason, string after)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var header = Header.Replace(before, after, StringComparison.Ordinal);
        var row = string.Join(',', header.Split(',').Select((name, i) => name switch
        {
            "id" => "P-1",
            "centre" => "1",
            "group" => "A",
            "low" => "3",
            _ => string.Empty,
        }));

        var outcome = await ImportAsync(trial, header + "\n" + row + "\n");

        Assert.Equal("import.faulty-file", outcome.Refusal?.Code);
        Assert.Contains(new Fault("row 1", column, reason), outcome.Refusal!.Faults);
        await AssertNothingStoredAsync(trial);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(Header, "has a header but no rows")]
    [InlineData(Header + "\n", "has a header but no rows")]
    public async Task Tells_when_there_is_nothing_in_it(string file, string reason)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        var outcome = await ImportAsync(trial, file);

        await AssertRefusedAsync(trial, outcome, ("trial.csv", null, reason));
    }

    [Theory]
    [InlineData("P-1", "row 3, column id", "P-1", "stands in row 2 already")]
    [InlineData("p-1", "row 3, column id", "p-1", "stands in row 2 already")]
    public async Task Takes_numbers_that_differ_by_case_alone_for_the_same(string second, string place, string value, string reason)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        var outcome = await ImportAsync(trial, File("P-1,1,A,,,3,,,,,0,", $"{second},2,B,,,3,,,,,0,"));

        await AssertRefusedAsync(trial, outcome, (place, value, reason));
    }

    [Theory, OnSqlite]
    public async Task Counts_rows_as_an_editor_does_past_quoted_line_breaks(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        var outcome = await ImportAsync(trial, File("P-1,1,A,,,3,,,\"one\ntwo\r\nthree\",,0,", "P-2,1,A,,,99,,,,,0,"));

        await AssertRefusedAsync(trial, outcome, ("row 5, column low", "99", "must be from 0 to 10"));
    }

    [Theory, OnSqlite]
    public async Task Gives_every_fault_of_every_row(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        var outcome = await ImportAsync(trial, File("P-1,3,A,,,3,,,,,0,", "P-2,1,A,,,99,,,,,0,", "P-2,1,A,4 May,,3,,,,,0,"));

        await AssertRefusedAsync(
            trial,
            outcome,
            ("row 2, column centre", "3", "is not one of 1, 2"),
            ("row 3, column low", "99", "must be from 0 to 10"),
            ("row 4, column id", "P-2", "stands in row 3 already"),
            ("row 4, column screened", "4 May", "is not a day written dd/MM/yyyy"));
    }

    [Theory, OnSqlite, OnSqlServer]
    public async Task Keeps_nothing_for_a_fault_in_the_last_of_5000_rows(Engine engine)
    {
        await using var trial = await OpenAsync(engine);
        var rows = Enumerable.Range(1, 5000)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"P-{i},{1 + (i % 2)},A,,,{(i == 5000 ? 11 : i % 11)},,,,,0,"))
            .ToArray();

        var outcome = await ImportAsync(trial, File(rows));

        await AssertRefusedAsync(trial, outcome, ("row 5001, column low", "11", "must be from 0 to 10"));
    }

    [Theory, OnSqlite]
    public async Task Names_the_row_with_bytes_of_windows_1252(Engine engine)
    {
        // Latin-1 writes é as the single byte E9, as Windows-1252 does; in UTF-8 that byte needs two more.
        var file = Encoding.Latin1.GetBytes(File("P-1,1,A,,,3,,,tea,,0,", "P-2,1,A,,,3,,,café,,0,", "P-3,1,A,,,3,,,tea,,0,"));
        foreach (var bytes in new[] { file, [.. Encoding.UTF8.Preamble, .. file] })
        {
            await using var trial = await OpenAsync(engine);

            var outcome = await ImportAsync(trial, bytes);

            await AssertRefusedAsync(trial, outcome, ("row 3", null, "holds bytes that are not UTF-8; save the file as UTF-8"));
        }
    }

    [Theory]
    [InlineData(';', "';'")]
    [InlineData('\t', "tabs")]
    public async Task Tells_a_wrong_delimiter_in_one_fault(char delimiter, string named)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var file = File("P-1,1,A,,,3,,,,,0,", "P-2,1,A,,,3,,,,,0,").Replace(',', delimiter);

        var outcome = await ImportAsync(trial, file);

        var fault = Assert.Single(outcome.Refusal!.Faults);
        Assert.Equal("row 1", fault.Place);
        Assert.Equal($"is one single column: the file seems to be parted by {named}, and the mapping says ','", fault.Reason);
        await AssertNothingStoredAsync(trial);
    }

    [Fact]
    public async Task Names_a_missing_column_once_and_not_in_every_row()
    {
        await using var trial = await OpenAsync(Engine.Sqlite);
        var file = File("P-1,1,A,,,3,,,,,0,", "P-2,1,A,,,3,,,,,0,").Replace("id,", "number,", StringComparison.Ordinal);

        var outcome = await ImportAsync(trial, file);

        await AssertRefusedAsync(
            trial,
            outcome,
            ("row 1", "id", "is a column that the mapping needs and the file lacks"),
            ("row 1", "number", "is a column that the mapping neither uses nor ignores"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recognises_utf_16_without_a_byte_order_mark(bool bigEndian)
    {
        await using var trial = await OpenAsync(Engine.Sqlite);

        var outcome = await ImportAsync(trial, new UnicodeEncoding(bigEndian, byteOrderMark: false).GetBytes(File(FirstRow)));

        await AssertRefusedAsync(trial, outcome, ("row 1", null, "looks like UTF-16 without a byte-order mark; save the file as UTF-8"));
    }

    [Theory, OnSqlite]
    public async Task Counts_all_faults_and_lists_the_first_hundred(Engine engine)
    {
        await using var trial = await OpenAsync(engine);

        var outcome = await ImportAsync(trial, File(Enumerable.Range(1, 1200).Select(i => string.Create(CultureInfo.InvariantCulture, $"P-{i},9,A,,,3,,,,,0,")).ToArray()));

        Assert.Equal("trial.csv was not imported: 1200 faults. Nothing was stored.", outcome.Refusal?.Message);
        Assert.Equal((100, 1100), (outcome.Refusal!.Faults.Count, outcome.Refusal.FurtherFaults));
    }

    private static async Task AssertRefusedAsync(
        TrialHost trial, Outcome<Application.Exchange.ImportedTrial> outcome, params (string Place, string? Value, string Reason)[] faults)
    {
        Assert.Equal("import.faulty-file", outcome.Refusal?.Code);
        Assert.Equal(faults, outcome.Refusal!.Faults.Select(f => (f.Place, f.Value, f.Reason)));
        await AssertNothingStoredAsync(trial);
    }

    private static async Task AssertNothingStoredAsync(TrialHost trial)
    {
        foreach (var table in new[] { "Participant", "Allocation", "Visit", "Form", "Answer", "Score", "ImportedFile" })
        {
            Assert.Equal((table, 0), (table, await trial.CountAsync(table)));
        }

        Assert.Equal(1, await trial.CountAsync("AuditEvent WHERE UseCase = 'ImportFinishedTrial'"));
        Assert.Equal("import.faulty-file", await trial.AuditedAsync("ImportFinishedTrial"));
    }
}
