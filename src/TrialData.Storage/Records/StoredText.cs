using System.Data;
using System.Globalization;

namespace TrialData.Storage.Records;

/// <summary>One spelling for a stored value on both engines: the one in which SQLite stores it.</summary>
internal static class StoredText
{
    private const string DayType = "date";

    public static string? Of(IDataRecord row, int column) => row.GetValue(column) switch
    {
        DBNull => null,
        string text => text,
        bool flag => flag ? "1" : "0",
        Guid id => id.ToString("D").ToUpperInvariant(),
        DateTime day when string.Equals(row.GetDataTypeName(column), DayType, StringComparison.OrdinalIgnoreCase) =>
            day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
