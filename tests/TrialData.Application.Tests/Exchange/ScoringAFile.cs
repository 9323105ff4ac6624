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
        who,q1,q2,q3,total,total_used,total_imputed,total_reason
        "a, b",1,2,3,6,3,0,
        c,1,,3,,2,0,2 of 3 items answered; 3 are needed

        """.ReplaceLineEndings("\r\n"),
        await ScoredAsync($"{Header}\n\"a, b\",1,2,3\nc,1,,3\n"));

    [Fact]
    public async Task Takes_columns_in_any_order_and_leaves_out_unscored_ones() =>
        Assert.Contains("2,1,1,1,1,1,1,1,1,10,9,0,", await ScoredAsync("q9,q8,q7,q6,q5,q4,q3,q2,q1\n2,1,1,1,1,1,1,1,1\n", "phq-9"), StringComparison.Ordinal);

    [Fact]
    public async Task Gives_a_header_to_a_file_without_rows() =>
        Assert.Equal("who,q1,q2,q3,total,total_used,total_imputed,total_reason\r\n", await ScoredAsync(Header + "\n"));

    [Theory]
    [InlineData("who,q1,q2,q3\na,1,2,4\nb,x,2,3\n", "row 2, column q3: '4': is not one of 1, 2, 3|row 3, column q1: 'x': is not one of 1, 2, 3")]
    [InlineData("who,q1\na,1\n", "row 1: 'q2': is an item of the instrument, and the file has no such column|row 1: 'q3': is an item of the instrument, and the file has no such column")]
    [InlineData("q1,q2,q3,total\n1,2,3,4\n", "row 1: 'total': is the name of a column that scoring adds")]
    [InlineData("q1,q2,q3\n1,2\n", "row 2: has 2 fields; the header has 3")]
    [InlineData("q1,q1,q2,q3\n1,2,3,1\n", "row 1: 'q1': is the name of more than one column")]
    [InlineData("", "row 1: is missing: the file is empty")]
    public async Task Names_every_fault(string csv, string faults)
    {
        var refusal = (await ScoreAsync(csv, "ucla-3", Stream.Null)).Refusal;

        Assert.Equal(faults, string.Join('|', Assert.IsType<FileNotScored>(refusal).Faults));
    }

    [Theory]
    [InlineData("ucla-4", null)]
    [InlineData("ucla-3", 2)]
    [InlineData("reqol-20", null)]
    public async Task Knows_released_instruments_alone(string instrument, int? version) => Assert.IsType<NoSuchInstrument>(
        (await new ScoreFileHandler().HandleAsync(new ScoreFile(instrument, version, "x.csv", Stream.Null, Stream.Null), CancellationToken.None)).Refusal);

    private static async Task<string> ScoredAsync(string csv, string instrument = "ucla-3")
    {
        using var output = new MemoryStream();
        _ = (await ScoreAsync(csv, instrument, output)).Value;
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<Outcome<ScoredFile>> ScoreAsync(string csv, string instrument, Stream output)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await new ScoreFileHandler().HandleAsync(new ScoreFile(instrument, Version: null, "forms.csv", input, output), CancellationToken.None);
    }
}
