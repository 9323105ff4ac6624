using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace TrialData.Web.Ground;

/// <summary>One page of a long list, ordered as the address says.</summary>
/// <param name="Address">Of the list, with what it is narrowed to.</param>
internal sealed record Listing<T>(string Address, IReadOnlyList<T> Rows, int Total, int Page, int Pages, string Sort, bool IsDescending)
{
    public const int RowsOfPage = 50;

    private const string Down = "-";

    /// <param name="sort">A column, with a minus before it for the other direction; anything else is the first column.</param>
    public static Listing<T> Of(
        string address, IReadOnlyDictionary<string, string?> narrowed, IEnumerable<T> all, IReadOnlyList<(string Name, Func<T, IComparable?> Key)> columns, string? sort, int page,
        int rowsOfPage = RowsOfPage)
    {
        var isDescending = sort?.StartsWith(Down, StringComparison.Ordinal) == true;
        var named = isDescending ? sort![Down.Length..] : sort;
        var column = columns.FirstOrDefault(each => each.Name == named) is { Name: not null } found ? found : columns[0];
        var ordered = (isDescending ? all.OrderByDescending(column.Key) : all.OrderBy(column.Key)).ToList();
        var pages = Math.Max(1, (ordered.Count + rowsOfPage - 1) / rowsOfPage);
        var shown = Math.Clamp(page, 1, pages);
        return new Listing<T>(
            QueryHelpers.AddQueryString(address, narrowed.Where(each => !string.IsNullOrEmpty(each.Value))),
            ordered.Skip((shown - 1) * rowsOfPage).Take(rowsOfPage).ToList(),
            ordered.Count,
            shown,
            pages,
            column.Name,
            isDescending);
    }

    /// <summary>The list ordered by a column; by the one it is ordered by already, the other way round.</summary>
    public string SortedBy(string column) => QueryHelpers.AddQueryString(Address, "sort", column == Sort && !IsDescending ? Down + column : column);

    public string At(int page) => QueryHelpers.AddQueryString(
        QueryHelpers.AddQueryString(Address, "sort", (IsDescending ? Down : string.Empty) + Sort), "page", page.ToString(CultureInfo.InvariantCulture));

    /// <summary>What a column's head says to a screen reader.</summary>
    public string? Order(string column) => column != Sort ? null : IsDescending ? "descending" : "ascending";

    public PageLinks Links => new(Page, Pages, Total, Page > 1 ? At(Page - 1) : null, Page < Pages ? At(Page + 1) : null);
}

/// <summary>The way to the neighbours of a page of a list.</summary>
internal sealed record PageLinks(int Page, int Pages, int Total, string? Earlier, string? Later);
