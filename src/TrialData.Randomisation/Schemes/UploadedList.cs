using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>A list that somebody else made: each stratum takes its rows in the order of the list.</summary>
/// <remarks>
/// <para>
/// Constructions <c>uploaded list 1</c> and <c>uploaded list 2</c>: the cell is the stratum; its one counter is the number of rows used, and
/// the next row of the stratum decides. Nothing is drawn, so nothing but the digest in the commitment shows that the list was not
/// changed. The rows are as secret as the secret: keep them sealed. <see cref="ListPlan"/> checks a list against the plan that it is
/// meant to follow.
/// </para>
/// <para>
/// The digest of the second is the root of its pieces (<see cref="ListPieces"/>). That of the first is HMAC-SHA256(secret, "TrialData uploaded list 1", a line feed, and a line for each row: the name of its cell, a tab, the arm's
/// code, a line feed), in lower-case hexadecimal. Its key keeps short lists from being found by trying.
/// </para>
/// </remarks>
public sealed class UploadedList : ConcealedList
{
    private readonly IReadOnlyList<ListRow> list;
    private readonly Dictionary<string, List<int>> armsOfStratum;

    /// <summary>Makes a design.</summary>
    /// <param name="arms">At least two arms with different codes.</param>
    /// <param name="stratifyBy">What strata are formed by; may be empty.</param>
    /// <param name="list">The rows, in order.</param>
    /// <param name="digest">What <see cref="DigestUnder"/> gives for the scheme's secret.</param>
    /// <param name="isInPieces">Whether the digest is the root of the list's pieces.</param>
    /// <exception cref="ArgumentException">The design has faults; the message lists every one. <see cref="Check"/> gives them as values.</exception>
    public UploadedList(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<ListRow> list, string digest, bool isInPieces)
        : base(arms, stratifyBy, list?.Count ?? throw new ArgumentNullException(nameof(list)), digest, isInPieces)
    {
        Refuse(Check(arms, stratifyBy, list));
        this.list = list;
        var index = arms.Index().ToDictionary(arm => arm.Item.Arm, arm => arm.Index);
        armsOfStratum = list
            .GroupBy(row => CellOf(row, stratifyBy))
            .ToDictionary(stratum => stratum.Key, stratum => stratum.Select(row => index[row.Arm]).ToList());
    }

    /// <summary>Finds what keeps a list from being used at all. Whether it is a good one, <see cref="ListPlan"/> says.</summary>
    /// <param name="arms">The arms with their shares.</param>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="list">The rows, in order.</param>
    /// <returns>Every fault; empty for a list that can be used.</returns>
    public static IReadOnlyList<DesignFault> Check(IReadOnlyList<ArmRatio> arms, IReadOnlyList<Factor> stratifyBy, IReadOnlyList<ListRow> list)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(stratifyBy);
        ArgumentNullException.ThrowIfNull(list);
        var codes = arms.Select(arm => arm.Arm).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. DesignChecks.Arms(arms),
            .. FactorCheck.Faults(stratifyBy, "factors"),
            .. list.Count == 0 ? [new DesignFault("rows", "0", "rows are too few; at least 1 is needed")] : Array.Empty<DesignFault>(),
            .. list.Index().Where(row => !codes.Contains(row.Item.Arm)).Select(row => new DesignFault(Invariant($"rows[{row.Index}].arm"), row.Item.Arm, "is not the code of an arm")),
            .. list.Index().SelectMany(row => FactorCheck.FaultsOf(row.Item.Levels, stratifyBy)
                .Select(fault => fault with { Place = Invariant($"rows[{row.Index}].{fault.Place}") })),
        ];
    }

    /// <summary>The digest that the list has under a scheme's secret; the list that was committed to has <see cref="ConcealedList.Digest"/>.</summary>
    /// <param name="secret">The scheme's secret, 32 bytes.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public string DigestUnder(ReadOnlySpan<byte> secret) => IsInPieces ? ListPieces.Of(Arms, Factors, list, secret).Root : DigestOf(Factors, list, secret);

    /// <summary>The digest of a list of the first construction under a scheme's secret.</summary>
    /// <param name="stratifyBy">What strata are formed by.</param>
    /// <param name="list">The rows, in order, without the faults that <see cref="Check"/> finds.</param>
    /// <param name="secret">The scheme's secret, 32 bytes.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string DigestOf(IReadOnlyList<Factor> stratifyBy, IReadOnlyList<ListRow> list, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(list);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData("TrialData uploaded list 1\n"u8);
        foreach (var row in list)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{CellOf(row, stratifyBy)}\t{row.Arm}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static string CellOf(ListRow row, IReadOnlyList<Factor> stratifyBy) =>
        CellName.Of(stratifyBy.Select(factor => (factor.Name, row.Levels[factor.Name])));

    private protected override SchemeAllocation? Decide(IDraws draws, IReadOnlyList<CellState> cells)
    {
        var (cell, used) = (cells[0].Cell, cells[0].Counters[0]);
        return armsOfStratum.TryGetValue(cell, out var arms) && used < arms.Count ? Taken(cells, arms[used]) : null;
    }
}
