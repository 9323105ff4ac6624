using System.Globalization;
using System.Text.Json;
using TrialData.Application.Pipeline;
using TrialData.Statistics;

namespace TrialData.Application.Analyses.Validation;

/// <summary>What a method gives for a case: numbers by name. Null and NaN are undefined; true and false are 1 and 0.</summary>
internal sealed class NamedValues : Dictionary<string, double?>
{
    internal NamedValues()
        : base(StringComparer.Ordinal)
    {
    }

    internal NamedValues(string name, double? value)
        : this() => Add(name, value);

    /// <summary>The limits under the names <c>lower</c> and <c>upper</c> with a prefix; undefined without an estimate.</summary>
    internal NamedValues AndLimits(Estimate? estimate, string prefix = "") =>
        And($"{prefix}lower", estimate?.Lower).And($"{prefix}upper", estimate?.Upper);

    /// <summary>A list as <c>name[0]</c>, <c>name[1]</c> ….</summary>
    internal NamedValues AndEach(string name, IReadOnlyList<double> values)
    {
        foreach (var (place, value) in values.Index())
        {
            Add(ExpectedValues.NameIn(name, place), value);
        }

        return this;
    }

    internal NamedValues And(string name, double? value)
    {
        Add(name, value);
        return this;
    }
}

/// <summary>How far a value may be from the expected one: the larger of an absolute and a relative distance.</summary>
internal readonly record struct Tolerance(double Relative, double Absolute)
{
    internal double For(double want) => Math.Max(Absolute, Relative * Math.Abs(want));
}

/// <summary>A case and how its values compare with the expected ones.</summary>
internal sealed record CaseVerdict(ReferenceCase Case, bool IsSupported, IReadOnlyList<Mismatch> Mismatches, Deviation? LargestDeviation)
{
    internal bool Failed => Mismatches.Count > 0;

    internal static CaseVerdict Of(ReferenceCase reference)
    {
        if (MethodCatalogue.Find(reference.Method) is not { } method)
        {
            return new CaseVerdict(reference, IsSupported: false, [], LargestDeviation: null);
        }

        var input = reference.Input;
        var expectations = new ExpectedValues(reference);
        NamedValues got;
        try
        {
            got = input.Checked(() => method(input));
        }
        catch (ImpossibleCaseException impossible)
        {
            return new CaseVerdict(reference, IsSupported: true, [new Mismatch("input", $"impossible: {impossible.Sentence}", "a result")], LargestDeviation: null);
        }

        var mismatches = new List<Mismatch>();
        Deviation? largest = null;

        foreach (var (name, want) in expectations.All())
        {
            var isComputed = got.TryGetValue(name, out var value);
            var number = value ?? double.NaN;
            var share = isComputed ? ShareOfTolerance(number, want, expectations.ToleranceFor(name)) : double.PositiveInfinity;
            if (share > 1)
            {
                mismatches.Add(new Mismatch(name, isComputed ? Printed(number) : "not computed", Printed(want)));
            }

            if (largest is null || share > largest.OfTolerance)
            {
                largest = new Deviation(reference.Id, name, share, RelativeError(number, want));
            }
        }

        return new CaseVerdict(reference, IsSupported: true, mismatches, largest);
    }

    internal FailedCase ToFailedCase() => new(Case.File.Name, Case.Id, Case.Method, Mismatches);

    private static double ShareOfTolerance(double got, double want, Tolerance tolerance)
    {
        if (got.Equals(want))
        {
            return 0;
        }

        var share = Math.Abs(got - want) / tolerance.For(want);
        return double.IsFinite(got) && double.IsFinite(want) ? share : double.PositiveInfinity;
    }

    private static double? RelativeError(double got, double want)
    {
        var error = got.Equals(want) ? 0 : Math.Abs(got - want) / Math.Abs(want);
        return double.IsFinite(error) ? error : null;
    }

    private static string Printed(double value) => double.IsNaN(value) ? "undefined" : value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>The expected values of a case with their tolerances.</summary>
internal sealed class ExpectedValues(ReferenceCase reference)
{
    internal IEnumerable<(string Name, double Want)> All() =>
        reference.Element.GetProperty("expected").EnumerateObject().SelectMany(expected => expected.Value.ValueKind == JsonValueKind.Array
            ? expected.Value.EnumerateArray().Select((value, place) => (NameIn(expected.Name, place), Value(NameIn(expected.Name, place), value)))
            : [(expected.Name, Value(expected.Name, expected.Value))]);

    internal static string NameIn(string list, int place) => string.Create(CultureInfo.InvariantCulture, $"{list}[{place}]");

    /// <summary>The tolerance of the longest prefix of the name that has one of its own, otherwise that of the case.</summary>
    internal Tolerance ToleranceFor(string name)
    {
        if (reference.Element.TryGetProperty("tolerance_for", out var own) && own.ValueKind == JsonValueKind.Object)
        {
            var prefix = own.EnumerateObject()
                .Select(property => property.Name)
                .Where(candidate => name.StartsWith(candidate, StringComparison.Ordinal))
                .MaxBy(candidate => candidate.Length);

            if (prefix is not null)
            {
                return Read(own.GetProperty(prefix), $"tolerance_for.{prefix}");
            }
        }

        return reference.Element.TryGetProperty("tolerance", out var common)
            ? Read(common, "tolerance")
            : throw Faulty("tolerance", value: null, "a tolerance is required here");
    }

    private double Value(string name, JsonElement expected) => expected switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.Null } => double.NaN,
        { ValueKind: JsonValueKind.True } => 1,
        { ValueKind: JsonValueKind.False } => 0,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("NaN") => double.NaN,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("Inf") => double.PositiveInfinity,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("-Inf") => double.NegativeInfinity,
        var other => throw Faulty($"expected.{name}", other.ToString(), "an expected value is a number, true, false, null, \"NaN\", \"Inf\" or \"-Inf\""),
    };

    private Tolerance Read(JsonElement tolerance, string name) => new(Distance(tolerance, "rel", name), Distance(tolerance, "abs", name));

    private double Distance(JsonElement tolerance, string part, string name) =>
        tolerance.ValueKind == JsonValueKind.Object
            && tolerance.TryGetProperty(part, out var distance)
            && distance.ValueKind == JsonValueKind.Number
            && distance.GetDouble() >= 0
            ? distance.GetDouble()
            : throw Faulty($"{name}.{part}", tolerance.ToString(), "a number that is not negative is required here");

    private FaultyCaseException Faulty(string name, string? value, string reason) => new(new Fault($"{reference.Place}.{name}", value, reason));
}
