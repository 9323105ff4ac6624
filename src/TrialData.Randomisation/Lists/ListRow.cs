using System.Security.Cryptography;
using System.Text;

namespace TrialData.Randomisation;

/// <summary>One row of an uploaded list.</summary>
/// <param name="Levels">Level by name of factor: the stratum.</param>
/// <param name="Arm">The arm's code.</param>
/// <param name="Number">The row's number within its stratum, counted from 1; null where the list has none.</param>
/// <param name="Block">The row's block within its stratum, counted from 1; null where the list has none.</param>
public sealed record ListRow(IReadOnlyDictionary<string, string> Levels, string Arm, int? Number = null, int? Block = null)
{
    /// <summary>
    /// A fingerprint of a whole list, which whoever made it can hand over by another way: SHA-256, in lower-case hexadecimal, of a line for
    /// each row with the name of its cell, number, block and arm between tabs, a line feed after each.
    /// </summary>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="stratifyBy">What strata are formed by; each row has a level of each.</param>
    public static string Fingerprint(IReadOnlyList<ListRow> rows, IReadOnlyList<Factor> stratifyBy)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{UploadedList.CellOf(row, stratifyBy)}\t{row.Number}\t{row.Block}\t{row.Arm}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>One way in which a list is not what was planned.</summary>
/// <param name="Code">
/// Stable code: <c>unknown-arm</c>, <c>unknown-stratum</c>, <c>stratum-missing</c>, <c>stratum-short</c>, <c>duplicate</c>, <c>order</c>,
/// <c>block-order</c>, <c>block-size</c>, <c>block-unbalanced</c>, <c>ratio</c>, <c>labels-swapped</c>, <c>another-list</c>;
/// of warnings <c>block-cut-off</c>.
/// </param>
/// <param name="Row">The row, counted from 1; null where the fault is of no single row.</param>
/// <param name="Stratum">The stratum's name; empty where the fault is of the whole list.</param>
/// <param name="Text">What is wrong, in one sentence.</param>
public sealed record ListFault(string Code, int? Row, string Stratum, string Text)
{
    /// <summary>What of the row is wrong: <c>arm</c>, <c>number</c>, <c>block</c> or a factor's name; null where it is no one thing.</summary>
    public string? Column { get; init; }

    /// <summary>What stands there; null where nothing does.</summary>
    public string? Value { get; init; }
}
