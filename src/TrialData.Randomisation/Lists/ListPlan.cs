using static System.FormattableString;

namespace TrialData.Randomisation;

/// <summary>What a list of allocations was planned to be, and whether one is.</summary>
/// <remarks>
/// Lists go wrong by being sorted, cut, doubled or relabelled on the way (Yelland LN and others (2025), Trials, doi:10.1186/s13063-025-09390-9). Balance shows
/// most of it. What balance cannot show, two arms of equal ratio exchanged in the whole list or rows exchanged within a block, shows
/// against the fingerprint of the list as it was made.
/// </remarks>
/// <param name="Arms">The arms with their shares.</param>
/// <param name="StratifyBy">What strata are formed by, with every level; may be empty.</param>
/// <param name="BlockSizes">The sizes that blocks may have; empty if there are no blocks.</param>
/// <param name="RowsPerStratum">How many rows each stratum needs at least.</param>
/// <param name="Fingerprint">What <see cref="ListRow.Fingerprint"/> gave for the list as it was made; null if nobody noted it.</param>
public sealed record ListPlan(
    IReadOnlyList<ArmRatio> Arms, IReadOnlyList<Factor> StratifyBy, IReadOnlyList<int> BlockSizes, int RowsPerStratum, string? Fingerprint = null)
{
    // All orders of more arms than this would be too many to try.
    private const int MostArmsRelabelled = 5;

    // SHA-256 in hexadecimal.
    private const int FingerprintLength = 64;

    /// <summary>Whether a design's file is the plan of a list; its other faults <see cref="Read"/> gives.</summary>
    /// <param name="json">The file's text.</param>
    public static bool IsPlan(string json) =>
        DesignCursor.TextOf(json, "procedure") is ConcealedList.WholeName or ConcealedList.PiecesName;

    /// <summary>Reads a plan as it stands in a file.</summary>
    /// <param name="json">
    /// An object with the procedure <c>uploaded list 2</c>, <c>arms</c>, <c>factors</c> with all their levels, and, where they are known,
    /// <c>blockSizes</c>, <c>rowsPerStratum</c> (otherwise 1) and <c>fingerprint</c>; a <c>$schema</c> for editors may be there.
    /// </param>
    /// <returns>The plan, or every fault.</returns>
    public static SchemeReading<ListPlan> Read(string json) => DesignCursor.Read(json, cursor =>
    {
        if (cursor.Has("$schema"))
        {
            cursor.Text("$schema");
        }

        if (DesignCursor.TextOf(json, "procedure") == ConcealedList.WholeName)
        {
            _ = cursor.Refuse<ListPlan>("procedure", $"runs the trials that were sealed with it, and no further ones: their successor is '{ConcealedList.PiecesName}'");
            return cursor.PassOverTheRest<ListPlan>();
        }

        if (cursor.OneOf("procedure", "is not the procedure that takes a list", ConcealedList.PiecesName) is null)
        {
            return cursor.PassOverTheRest<ListPlan>();
        }

        var plan = new ListPlan(
            cursor.Objects("arms", required: true, arm => new ArmRatio(arm.Text("arm"), arm.Integer("ratio"))),
            cursor.Objects("factors", required: false, factor => new Factor(factor.Text("name"), factor.Texts("levels"))),
            cursor.Has("blockSizes") ? cursor.Integers("blockSizes") : [],
            cursor.Has("rowsPerStratum") ? cursor.Integer("rowsPerStratum") : 1,
            cursor.Has("fingerprint") ? cursor.Text("fingerprint") : null);
        return cursor.Sound(plan.Check(), () => plan);
    });

    /// <summary>Finds what is wrong with the plan itself.</summary>
    /// <returns>Every fault; empty for a sound plan.</returns>
    public IReadOnlyList<DesignFault> Check() =>
    [
        .. BlockSizes.Count == 0 ? DesignChecks.Arms(Arms) : PermutedBlockDesign.Check(Arms, BlockSizes),
        .. FactorCheck.Faults(StratifyBy, "factors"),
        .. StratifyBy.Where(factor => factor.Levels.Count == 0).Select(factor => new DesignFault("factors", factor.Name, "needs its levels, so that a missing stratum shows")),
        .. DesignChecks.Range("rowsPerStratum", RowsPerStratum, 1, int.MaxValue),
        .. Fingerprint is null || (Fingerprint.Length == FingerprintLength && Fingerprint.All(char.IsAsciiHexDigitLower))
            ? Array.Empty<DesignFault>()
            : [new DesignFault("fingerprint", Fingerprint, Invariant($"must be {FingerprintLength} hexadecimal digits in lower case"))],
    ];

    /// <summary>Finds how a list differs from the plan.</summary>
    /// <param name="rows">The rows, in order.</param>
    /// <returns>Every fault, the first in each stratum where one makes others follow; empty for a list as planned.</returns>
    /// <exception cref="ArgumentException">The plan has faults; <see cref="Check()"/> gives them as values.</exception>
    public IReadOnlyList<ListFault> Check(IReadOnlyList<ListRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (Check() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join('\n', faults));
        }

        if (Unknown(rows).ToList() is { Count: > 0 } unknown)
        {
            return unknown;
        }

        var strata = Strata(rows);
        var order = Coverage(strata).Concat(strata.SelectMany(stratum => StratumRows.OrderFaults(stratum.Key, stratum.Value))).ToList();
        var balance = Balance(strata, [.. Enumerable.Range(0, Arms.Count)]);
        var isAnother = Fingerprint is not null && ListRow.Fingerprint(rows, StratifyBy) != Fingerprint;
        if ((balance.Count > 0 || isAnother) && Relabelling(rows, strata) is { } labels)
        {
            return [.. order, new ListFault("labels-swapped", null, "", $"The arms' labels are exchanged: with {labels} the list is as planned.")];
        }

        return
        [
            .. order,
            .. balance,
            .. isAnother ? [new ListFault("another-list", null, "", "The list is not the one whose fingerprint was noted.")] : Array.Empty<ListFault>(),
        ];
    }

    /// <summary>Finds what is not against the plan but worth a look before the list is sealed: a last block that is cut off where arms are apart.</summary>
    /// <param name="rows">The rows of a list that <see cref="Check(IReadOnlyList{ListRow})"/> finds as planned.</param>
    public IReadOnlyList<ListFault> Warnings(IReadOnlyList<ListRow> rows)
    {
        var quota = new BlockQuota(Arms, BlockSizes);
        return BlockSizes.Count == 0
            ? []
            : [.. Strata(rows).Select(stratum => CutOff(stratum.Key, StratumRows.LastOpen(stratum.Value, quota), quota)).OfType<ListFault>()];
    }

    private static ListFault? CutOff(string stratum, OpenBlock? last, BlockQuota quota) => last is null || quota.IsBalancedSoFar(last.Counts)
        ? null
        : new ListFault("block-cut-off", last.First.Row, stratum, Invariant($"The last block is cut off after {last.Counts.Sum()} rows, where the arms are apart: {quota.InWords(last.Counts)}."))
        {
            Column = last.First.Block is null ? null : "block",
            Value = last.First.Block is { } block ? Invariant($"{block}") : null,
        };

    private IEnumerable<ListFault> Unknown(IReadOnlyList<ListRow> rows)
    {
        var arms = Arms.Select(arm => arm.Arm).ToHashSet(StringComparer.Ordinal);
        var names = new StratumNames(StratifyBy);
        foreach (var (index, row) in rows.Index())
        {
            if (!arms.Contains(row.Arm))
            {
                yield return new ListFault("unknown-arm", index + 1, "", $"'{row.Arm}' is not the code of an arm.") { Column = "arm", Value = row.Arm };
            }

            if (names.Find(row.Levels) is null)
            {
                var faults = FactorCheck.FaultsOf(row.Levels, StratifyBy);
                yield return new ListFault("unknown-stratum", index + 1, "", string.Join("; ", faults) + ".") { Column = faults[0].Place, Value = faults[0].Value };
            }
        }
    }

    private Dictionary<string, List<StratumRow>> Strata(IReadOnlyList<ListRow> rows)
    {
        var arms = Arms.Index().ToDictionary(arm => arm.Item.Arm, arm => arm.Index, StringComparer.Ordinal);
        var names = new StratumNames(StratifyBy);
        var strata = names.All.ToDictionary(name => name, _ => new List<StratumRow>(), StringComparer.Ordinal);
        foreach (var (index, row) in rows.Index())
        {
            strata[names.Find(row.Levels)!].Add(new StratumRow(index + 1, arms[row.Arm], row.Number, row.Block));
        }

        return strata;
    }

    private IEnumerable<ListFault> Coverage(Dictionary<string, List<StratumRow>> strata)
    {
        foreach (var (name, rows) in strata)
        {
            if (rows.Count == 0)
            {
                yield return new ListFault("stratum-missing", null, name, "The stratum has no rows.");
            }
            else if (rows.Count < RowsPerStratum)
            {
                yield return new ListFault("stratum-short", null, name, Invariant($"The stratum has {rows.Count} rows; {RowsPerStratum} are needed.")) { Value = Invariant($"{rows.Count}") };
            }
        }
    }

    private List<ListFault> Balance(Dictionary<string, List<StratumRow>> strata, int[] labels)
    {
        var quota = new BlockQuota([.. labels.Select(label => Arms[label])], BlockSizes);
        var inStrata = strata.SelectMany(stratum => StratumRows.BalanceFaults(stratum.Key, stratum.Value, quota, ShareTest.Level / strata.Count)).ToList();

        // In one stratum alone the whole list is that stratum; where blocks are unsound already, their ends say nothing further.
        var isSaid = quota.HasBlocks ? inStrata.Count > 0 : strata.Count == 1;
        return isSaid ? inStrata : [.. inStrata, .. StratumRows.RatioFaults("", LeftToChance(strata, quota), quota, ShareTest.Level)];
    }

    // What no complete block balances: without blocks all rows, otherwise those of the blocks that were cut off.
    private static int[] LeftToChance(Dictionary<string, List<StratumRow>> strata, BlockQuota quota) => quota.HasBlocks
        ? strata.Values.Select(rows => StratumRows.LastOpen(rows, quota)).OfType<OpenBlock>()
            .Aggregate(new int[quota.Arms.Count], (sum, block) => [.. sum.Zip(block.Counts, (all, count) => all + count)])
        : StratumRows.CountsOf(strata.Values.SelectMany(rows => rows), quota);

    private string? Relabelling(IReadOnlyList<ListRow> rows, Dictionary<string, List<StratumRow>> strata)
    {
        if (Arms.Count > MostArmsRelabelled)
        {
            return null;
        }

        // labels[arm] is the arm that rows labelled with that arm would stand for.
        foreach (var labels in Orders(Arms.Count).Skip(1))
        {
            var names = Arms.Index().ToDictionary(arm => arm.Item.Arm, arm => Arms[labels[arm.Index]].Arm, StringComparer.Ordinal);
            if (Fingerprint is null
                ? Balance(strata, labels).Count == 0
                : ListRow.Fingerprint([.. rows.Select(row => row with { Arm = names[row.Arm] })], StratifyBy) == Fingerprint)
            {
                return string.Join(", ", names.Where(name => name.Key != name.Value).Select(name => $"{name.Value} for {name.Key}"));
            }
        }

        return null;
    }

    // All orders of 0 … count − 1, the natural one first.
    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Enumerable.Range(0, count).SelectMany(first => Orders(count - 1).Select(rest => (int[])[first, .. rest.Select(each => each < first ? each : each + 1)]));
}
