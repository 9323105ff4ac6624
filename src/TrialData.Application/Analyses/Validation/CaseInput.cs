using System.Globalization;
using System.Text.Json;
using CsvHelper;
using TrialData.Application.Pipeline;
using TrialData.Instruments;
using TrialData.Statistics;
using static System.FormattableString;

namespace TrialData.Application.Analyses.Validation;

/// <summary>The input of a case, read by name. What is missing or of the wrong kind is a fault at its JSON path.</summary>
internal sealed class CaseInput(JsonElement element, string place, Func<string, TextReader?> openData)
{
    private const double UsualConfidence = 0.95;

    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    /// <summary><c>conf</c>, 0.95 where the case does not say.</summary>
    internal double Confidence => Number("conf", UsualConfidence);

    internal long Count(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count)
            ? count
            : throw Faulty(name, value.ToString(), "a whole number is required here");
    }

    internal double Number(string name, double? fallback = null)
    {
        if (fallback is { } usual && !element.TryGetProperty(name, out _))
        {
            return usual;
        }

        var value = Required(name);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Faulty(name, value.ToString(), "a number is required here");
    }

    internal string Text(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Faulty(name, value.ToString(), "a text is required here");
    }

    internal IReadOnlyList<string> Texts(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Faulty(name, value.ToString(), "a list of texts is required here");
    }

    /// <summary>Numbers, NaN where there is none.</summary>
    internal double[] Numbers(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
            ? [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? double.NaN : item.GetDouble())]
            : throw Faulty(name, value.ToString(), "a list of numbers is required here");
    }

    /// <summary>Counts row by row, two or more of one length.</summary>
    internal long[][] Rows(string name)
    {
        var value = Required(name);
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Array))
        {
            throw Faulty(name, value.ToString(), "rows of counts are required here");
        }

        long[][] rows = [.. value.EnumerateArray().Select(row => row.EnumerateArray()
            .Select(cell => cell.ValueKind == JsonValueKind.Number && cell.TryGetInt64(out var count) ? count : throw Faulty(name, cell.ToString(), "a whole number is required here"))
            .ToArray())];
        return rows.Length >= 2 && rows[0].Length >= 2 && rows.All(row => row.Length == rows[0].Length)
            ? rows
            : throw Faulty(name, value.ToString(), "two or more rows of two or more counts, all of one length, are required here");
    }

    internal bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The instrument that <c>instrument</c> and <c>version</c> name; the newest released one where no version is given.</summary>
    internal InstrumentDefinition Instrument()
    {
        var (id, version) = (Text("instrument"), Has("version") ? (int?)Count("version") : null);
        return DefinitionCatalogue.Shipped.Find(id, version) ?? throw Faulty("instrument", id, "there is no such instrument and version");
    }

    /// <summary>Answers by item, as texts or numbers; null is unanswered.</summary>
    internal IReadOnlyDictionary<string, string> Responses(string name)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(answer => answer.Value.ValueKind != JsonValueKind.Null).ToDictionary(answer => answer.Name, answer => answer.Value.ToString(), StringComparer.Ordinal)
            : throw Faulty(name, value.ToString(), "answers by item are required here");
    }

    /// <summary>Arm 1 as <c>x1, n1</c>; arm 0 under the given names.</summary>
    internal TwoByTwo Table(string events0 = "x2", string n0 = "n2")
    {
        var (x1, n1, x0, size0) = (Count("x1"), Count("n1"), Count(events0), Count(n0));
        return Checked(() => new TwoByTwo(x1, n1, x0, size0));
    }

    /// <summary><c>strata</c>, each with <c>x1, n1, x0, n0</c>.</summary>
    internal TwoByTwo[] Strata()
    {
        var value = Required("strata");
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Faulty("strata", value.ToString(), "a list of strata is required here");
        }

        return [.. value.EnumerateArray().Select((stratum, index) => new CaseInput(stratum, Invariant($"{place}.strata[{index}]"), openData).Table("x0", "n0"))];
    }

    /// <summary>The rows of the CSV file that <c>data</c> names, with columns by name.</summary>
    internal IReadOnlyList<DataRow> Rows()
    {
        var name = Text("data");
        using var reader = openData(name) ?? throw Faulty("data", name, "there is no such file beside the case file");
        using var csv = CsvReader.Create(reader, Strict);

        var rows = new List<DataRow>();
        try
        {
            var columns = csv.Headers.ToArray();
            while (csv.Read())
            {
                var fields = columns.Select((column, index) => (column, Field: csv.GetString(index)));
                rows.Add(new DataRow(fields.ToDictionary(field => field.column, field => field.Field, StringComparer.Ordinal), Invariant($"{place}.data: {name} row {csv.RowNumber}")));
            }
        }
        catch (Exception exception) when (exception is CsvFormatException or ArgumentException)
        {
            throw Faulty("data", name, $"the file is not CSV with a header: {exception.Message}");
        }

        return rows;
    }

    /// <summary>Runs a method; arguments outside its range make the case impossible.</summary>
    internal T Checked<T>(Func<T> method)
    {
        try
        {
            return method();
        }
        catch (ArgumentException exception)
        {
            // The methods say in a sentence what is wrong; .NET adds the name of a parameter, which means nothing here.
            var sentence = exception.Message.Split(" (Parameter ", 2)[0];
            throw new ImpossibleCaseException(
                place, exception is ArgumentOutOfRangeException { ActualValue: { } value } ? string.Create(CultureInfo.InvariantCulture, $"{value}: {sentence}") : sentence);
        }
    }

    private JsonElement Required(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value
            : throw Faulty(name, value: null, "a value is required here");

    private FaultyCaseException Faulty(string name, string? value, string reason) => new(new Fault($"{place}.{name}", value, reason));
}

/// <summary>A row of a CSV file; an empty field is a missing value.</summary>
internal sealed class DataRow(IReadOnlyDictionary<string, string> fields, string place)
{
    internal string this[string column] =>
        fields.TryGetValue(column, out var field) ? field : throw Faulty(column, value: null, "the file has no such column");

    /// <summary>1 or 0; null where missing.</summary>
    internal bool? Event(string column) => this[column] switch
    {
        "" => null,
        "0" => false,
        "1" => true,
        var other => throw Faulty(column, other, "an outcome is 0, 1 or empty"),
    };

    internal double Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Faulty(column, this[column], "a number is required here");

    private FaultyCaseException Faulty(string column, string? value, string reason) => new(new Fault($"{place}, {column}", value, reason));
}
