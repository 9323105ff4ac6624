namespace TrialData.Application.Reporting.Figures;

/// <summary>Places a value of the data on an axis of the drawing.</summary>
public interface IScale
{
    double Low { get; }

    double High { get; }

    /// <summary>The position of a value; outside [<see cref="Low"/>, <see cref="High"/>] it lies outside the axis.</summary>
    double Place(double value);
}

/// <summary>Equal differences take equal room.</summary>
public sealed record LinearScale(double Low, double High, double Start, double End) : IScale
{
    public double Place(double value) => Start + ((value - Low) / (High - Low) * (End - Start));
}

/// <summary>Equal ratios take equal room. Zero lies infinitely far below.</summary>
public sealed record LogScale(double Low, double High, double Start, double End) : IScale
{
    public double Place(double value) =>
        Start + (Math.Log(value / Low) / Math.Log(High / Low) * (End - Start));
}

/// <summary>Slots of equal room for things without order of size: sites, arms.</summary>
public sealed record BandScale(int Count, double Start, double End)
{
    public double Step => Count == 0 ? 0 : (End - Start) / Count;

    public double Centre(int index) => Start + ((index + 0.5) * Step);
}
