namespace TrialData.Application.Reporting.Figures;

/// <summary>How much room a site's row gets. With many sites rows close up, so that a figure still fits a printed page.</summary>
internal sealed record RowDensity(int NameLines, double WidestName, double LeastRow, double ArmStep, double Space)
{
    private const int Many = 20;

    /// <summary>A site's name in lines that fit. A name that must be cut begins with its code, so that sites stay apart.</summary>
    public IReadOnlyList<string> Name(string label, string? code, double width, bool bold)
    {
        var lines = TextMeasure.Wrap(label, width, Svg.TextSize, NameLines, bold);
        return code is not null && lines[^1].EndsWith('…') ? TextMeasure.Wrap($"{code}: {label}", width, Svg.TextSize, NameLines, bold) : lines;
    }

    public static RowDensity For(int rows) => rows <= Many
        ? new(NameLines: 3, WidestName: 250, LeastRow: 25, ArmStep: 16, Space: 9)
        : new(NameLines: 1, WidestName: 300, LeastRow: 20, ArmStep: 12.5, Space: 5);
}
