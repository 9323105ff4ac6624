using System.Text;
using TrialData.Application.Exchange;
using TrialData.Application.Pipeline;
using Xunit;

namespace TrialData.Application.Tests.Exchange;

public sealed class Scoring_a_file
{
    private const string Header = "who,q1,q2,q3";

    [Fact]
    public async Task Copies_every_column_and_adds_how_each_score_was_made() => Assert.Equal(
        """
        who,q1,q2,q3,total,total_band,total_used,total_imputed,total_reason
        "a, b",1,2,3,6,lonely,3,0,
        c,1,,3,,,2,0,2 of 3 items answered; 3 are needed

        """.ReplaceLineEndings("\r\n"),
        await ScoredAsync($"{Header}\n\"a, b\",1,2,3\nc,1,,3\n"));

    [Fact]
    public async Task Takes_columns_in_any_order_and_leaves_out_unscored_ones() =>
        Assert.Contains("2,1,1,1,1,1,1,1,1,10,moderate,9,0,", await ScoredAsync("q9,q8,q7,q6,q5,q4,q3,q2,q1\n2,1,1,1,1,1,1,1,1\n", "phq-9"), StringComparison.Ordinal);

    [Fact]
    public async Task Gives_a_header_to_a_file_without_rows() =>
        Assert.Equal("who,q1,q2,q3,total,total_band,total_used,total_imputed,total_reason\r\n", await ScoredAsync(Header + "\n"));

    [Theory]
    [InlineData("\"a\",1,\"2\",3", "a,1,2,3")]
    [InlineData("\"a, b\",1,2,3", "\"a, b\",1,2,3")]
    [InlineData("\"say \"\"no\"\"\",1,2,3", "\"say \"\"no\"\"\",1,2,3")]
    [InlineData("\"two\r\nlines\",1,2,3", "\"two\r\nlines\",1,2,3")]
    [InlineData("\"\",1,2,3", ",1,2,3")]
    [InlineData(" a ,1,2,3", " a ,1,2,3")]
    [InlineData("=cmd(),1,2,3", "=cmd(),1,2,3")]
    [InlineData("\u202eאב😀,1,2,3", "\u202eאב😀,1,2,3")]
    [InlineData("a\0b,1,2,3", "a\0b,1,2,3")]
    [InlineData("a, 1 ,2,3", "a, 1 ,2,3")]
    public async Task Copies_fields_to_the_letter_and_quotes_where_it_must(string row, string copied) =>
        Assert.EndsWith($"_reason\r\n{copied},6,lonely,3,0,\r\n", await ScoredAsync($"{Header}\n{row}\n"), StringComparison.Ordinal);

    [Fact]
    public async Task Quotes_a_reason_that_holds_a_comma()
    {
        var header = string.Join(',', Enumerable.Range(1, 18).Select(item => FormattableString.Invariant($"q{item}")));
        var row = string.Join(',', Enumerable.Range(1, 18).Select(item => item == 4 ? string.Empty : "3"));

        Assert.EndsWith(",,6,0,\"6 of 7 items answered, none above 3\"\r\n", await ScoredAsync($"{header}\n{row}\n", "bprs-18"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("residual-symptoms", "rating", ",,,0,0,the item is not answered")]
    [InlineData("nhs-employment", "status", "\"\"")]
    public async Task Keeps_a_row_whose_only_field_is_empty(string instrument, string header, string row) =>
        Assert.EndsWith($"\r\n{row}\r\n", await ScoredAsync($"{header}\n\"\"\n", instrument), StringComparison.Ordinal);

    [Fact]
    public async Task Reads_every_encoding_that_says_what_it_is()
    {
        var csv = $"{Header}\r\né 😀,1,2,3\r\n\r\nb,3,,3";
        var plain = await ScoredAsync(csv);

        foreach (var encoding in new Encoding[] { new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            Assert.Equal(plain, await ScoredAsync([.. encoding.Preamble, .. encoding.GetBytes(csv)]));
        }

        Assert.Equal(plain, await ScoredAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)]));
    }

    [Theory]
    [InlineData("a,1,2,3\ncaf\u00e9,1,2,3\nb,9,9,9\n", "row 3: holds bytes that are not UTF-8; save the file as UTF-8")]
    [InlineData("a,1,2,3\nb,1,2,3\u00c3", "row 3: holds bytes that are not UTF-8; save the file as UTF-8")]
    public async Task Names_the_row_of_bytes_that_are_not_utf_8(string rows, string fault)
    {
        var bytes = Encoding.Latin1.GetBytes($"{Header}\n{rows}");

        foreach (var file in new[] { bytes, [.. Encoding.UTF8.Preamble, .. bytes] })
        {
            Assert.Equal(fault, Assert.Single(Assert.IsType<FileNotScored>((await ScoreAsync(file, "ucla-3", Stream.Null)).Refusal).Faults).ToString());
        }
    }

    [Fact]
    public async Task Asks_for_next_to_no_memory_for_another_form()
    {
        // Nothing at all in a release. Otherwise the compiler makes an object, of 128 bytes, of each asynchronous call.
        const int MostBytes = 160;
        var (few, many) = (Forms(2_000), Forms(20_000));
        await ScoreAsync(few, "qpr-15", Stream.Null);

        Assert.InRange((await AllocatedAsync(many) - await AllocatedAsync(few)) / 18_000, 0, MostBytes);

        static byte[] Forms(int count) => Encoding.UTF8.GetBytes(
            $"who,{string.Join(',', Enumerable.Range(1, 15).Select(item => FormattableString.Invariant($"q{item}")))}\n"
            + string.Concat(Enumerable.Range(1, count).Select(form => FormattableString.Invariant($"{form},1,2,3,4,0,1,2,3,4,0,1,2,3,4,{(form % 7 == 0 ? string.Empty : "0")}\n"))));

        static async Task<long> AllocatedAsync(byte[] file)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            await ScoreAsync(file, "qpr-15", Stream.Null);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData("who,q1,q2,q3\na,1,2,4\nb,x,2,3\n", "row 2, column q3: '4': is not one of 1, 2, 3|row 3, column q1: 'x': is not one of 1, 2, 3")]
    [InlineData("who,q1\na,1\n", "row 1: 'q2': is an item of the instrument, and the file has no such column|row 1: 'q3': is an item of the instrument, and the file has no such column")]
    [InlineData("q1,q2,q3,total\n1,2,3,4\n", "row 1: 'total': is the name of a column that scoring adds")]
    [InlineData("q1,q2,q3\n1,2\n", "row 2: has 2 fields; the header has 3")]
    [InlineData("q1,q2,q3\n1,\"2\"x,3\n4,1,1\n", "row 2: has text after the closing quotation mark of a field|row 3, column q1: '4': is not one of 1, 2, 3")]
    [InlineData("q1,q2,q3\n1,2\"x,3\n1,1,1\n", "row 2: has a quotation mark inside a field that is not quoted")]
    [InlineData("q1,q2,q3\n1,2,\"3\n1,1,1\n", "row 2: opens a quotation mark that is never closed")]
    [InlineData("q1,q1,q2,q3\n1,2,3,1\n", "row 1: 'q1': is the name of more than one column")]
    [InlineData("", "row 1: is missing: the file is empty")]
    public async Task Names_every_fault(string csv, string faults)
    {
        var refusal = (await ScoreAsync(Encoding.UTF8.GetBytes(csv), "ucla-3", Stream.Null)).Refusal;

        Assert.Equal(faults, string.Join('|', Assert.IsType<FileNotScored>(refusal).Faults));
    }

    [Theory]
    [InlineData("ucla-4", null)]
    [InlineData("ucla-3", 2)]
    [InlineData("reqol-20", null)]
    [InlineData("reqol-20", 1)]
    public async Task Knows_released_instruments_alone(string instrument, int? version) => Assert.IsType<NoSuchInstrument>(
        (await new ScoreFileHandler().HandleAsync(new ScoreFile(instrument, version, "x.csv", Stream.Null, Stream.Null), CancellationToken.None)).Refusal);

    private static Task<string> ScoredAsync(string csv, string instrument = "ucla-3") => ScoredAsync(Encoding.UTF8.GetBytes(csv), instrument);

    private static async Task<string> ScoredAsync(byte[] csv, string instrument = "ucla-3")
    {
        using var output = new MemoryStream();
        _ = (await ScoreAsync(csv, instrument, output)).Value;
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<Outcome<ScoredFile>> ScoreAsync(byte[] csv, string instrument, Stream output)
    {
        using var input = new MemoryStream(csv);
        return await new ScoreFileHandler().HandleAsync(new ScoreFile(instrument, Version: null, "forms.csv", input, output), CancellationToken.None);
    }
}
