namespace TrialData.Application.Reporting.Figures;

/// <summary>How an arm looks everywhere in a report. Colour, shape and dash each tell the arms apart without the others.</summary>
/// <remarks>Colours of Okabe and Ito (2008), chosen for readers with any kind of colour blindness.</remarks>
public sealed record ArmStyle(string Name, string Colour, MarkShape Shape, bool Filled, string? Dash)
{
    private static readonly ArmStyle[] All =
    [
        new("arm-1", "#0072b2", MarkShape.Circle, Filled: true, Dash: null),
        new("arm-2", "#d55e00", MarkShape.Square, Filled: false, Dash: "6 3"),
        new("arm-3", "#009e73", MarkShape.Triangle, Filled: true, Dash: "2 3"),
        new("arm-4", "#b3508a", MarkShape.Diamond, Filled: false, Dash: "9 3 2 3"),
    ];

    /// <summary>The style of the arm at a place in the protocol's order.</summary>
    public static ArmStyle Of(int index) => All[index % All.Length];
}

public enum MarkShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
}
