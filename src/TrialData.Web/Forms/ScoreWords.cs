using System.Globalization;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;

namespace TrialData.Web.Forms;

/// <summary>A score of a saved form as it is read.</summary>
internal sealed record ScoreWords(string Label, string Value, string? Band, string? Range)
{
    private const string MostDecimals = "0.####";

    /// <summary>Null where there is no value.</summary>
    public static string? Of(decimal? value) => value?.ToString(MostDecimals, CultureInfo.InvariantCulture);

    /// <param name="score">Names and bands are those of the definition that made it: where that was another, it stands by its code.</param>
    public static ScoreWords Of(FormLayout layout, StoredScore score)
    {
        var laid = layout.Instrument?.Version == score.InstrumentVersion ? layout.Scores.FirstOrDefault(each => each.Id == score.Code) : null;
        return new ScoreWords(laid?.Label ?? score.Code, Of(score.Value) ?? "Not enough answers", laid?.BandOf(score.Value), laid?.Range);
    }
}
