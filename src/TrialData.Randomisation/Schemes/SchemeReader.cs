namespace TrialData.Randomisation;

/// <summary>Makes designs of their JSON.</summary>
/// <param name="list">The rows, where the scheme is an uploaded list.</param>
/// <param name="stratifyBy">Factors that stand outside the scheme, in documents of the first form.</param>
/// <param name="conceals">Whether an uploaded list is read without its rows.</param>
/// <param name="isSealed">Whether it was committed to: then it is read although it would not be sealed any more.</param>
internal sealed class SchemeReader(IReadOnlyList<ListRow>? list, IReadOnlyList<string> stratifyBy, bool conceals = false, bool isSealed = false)
{
    private static readonly ImbalanceMeasure[] Measures = Enum.GetValues<ImbalanceMeasure>();

    private static readonly string[] Procedures =
    [
        CompleteRandomisation.ProcedureName, ShuffledBlocks.ProcedureName, PermutedBlockScheme.ProcedureName, RandomAllocationRule.ProcedureName, Minimisation.ProcedureName,
        BiasedCoin.ProcedureName, UrnDesign.ProcedureName, BigStick.ProcedureName, MaximalProcedure.ProcedureName, ClusterDesign.Name, ConcealedList.WholeName, ConcealedList.PiecesName,
    ];

    internal SchemeDesign? Design(DesignCursor cursor)
    {
        var arms = cursor.Objects("arms", required: true, arm => new ArmRatio(arm.Text("arm"), arm.Integer("ratio")));
        return cursor.OneOf("procedure", "is not a procedure of this program", Procedures) switch
        {
            CompleteRandomisation.ProcedureName => cursor.Sound(CompleteRandomisation.Check(arms), () => new CompleteRandomisation(arms)),
            ShuffledBlocks.ProcedureName => Blocks(cursor, arms, (strata, sizes) => new ShuffledBlocks(arms, strata, sizes)),
            PermutedBlockScheme.ProcedureName => Blocks(cursor, arms, (strata, sizes) => new PermutedBlockScheme(arms, strata, sizes)),
            RandomAllocationRule.ProcedureName => AllocationRule(cursor, arms),
            Minimisation.ProcedureName => Minimised(cursor, arms),
            BiasedCoin.ProcedureName => Coin(cursor, arms),
            UrnDesign.ProcedureName => Urn(cursor, arms),
            BigStick.ProcedureName => Stick(cursor, arms),
            MaximalProcedure.ProcedureName => Maximal(cursor, arms),
            ClusterDesign.Name => ClusterDesign.Read(cursor, arms, isSealed) is { } clusters ? new ClusterScheme(clusters) : null,
            ConcealedList.WholeName => Uploaded(cursor, arms, isInPieces: false),
            ConcealedList.PiecesName => Uploaded(cursor, arms, isInPieces: true),
            _ => cursor.PassOverTheRest<SchemeDesign>(),
        };
    }

    private IReadOnlyList<Factor> Strata(DesignCursor cursor) =>
    [
        .. cursor.Objects("factors", required: false, factor => new Factor(factor.Text("name"), factor.Texts("levels"))),
        .. stratifyBy.Select(name => new Factor(name, [])),
    ];

    private SchemeDesign? Blocks(DesignCursor cursor, IReadOnlyList<ArmRatio> arms, Func<IReadOnlyList<Factor>, IReadOnlyList<int>, SchemeDesign> make)
    {
        var (strata, sizes) = (Strata(cursor), cursor.Integers("blockSizes"));
        return cursor.Sound(PermutedBlockScheme.Check(arms, strata, sizes), () => make(strata, sizes));
    }

    private RandomAllocationRule? AllocationRule(DesignCursor cursor, IReadOnlyList<ArmRatio> arms)
    {
        var (strata, participants) = (Strata(cursor), cursor.Integer("participants"));
        return cursor.Sound(RandomAllocationRule.Check(arms, strata, participants), () => new RandomAllocationRule(arms, strata, participants));
    }

    private static Minimisation? Minimised(DesignCursor cursor, IReadOnlyList<ArmRatio> arms)
    {
        var factors = cursor.Objects("factors", required: true, factor => new WeightedFactor(factor.Text("name"), factor.Texts("levels"), factor.Integer("weight")));
        var name = cursor.OneOf("measure", "is no measure", [.. Measures.Select(Minimisation.MeasureName)]);
        var measure = Measures.Where(each => Minimisation.MeasureName(each) == name).Cast<ImbalanceMeasure?>().FirstOrDefault();
        var rule = new MinimisationRule(measure ?? ImbalanceMeasure.Range, cursor.Number("probability"), cursor.Integer("overallWeight"), cursor.Flag("allowsDeterministic"));
        return measure is null
            ? null
            : cursor.Sound(Minimisation.Check(arms, factors, rule), () => new Minimisation(arms, factors, rule));
    }

    private BiasedCoin? Coin(DesignCursor cursor, IReadOnlyList<ArmRatio> arms)
    {
        var (strata, probability) = (Strata(cursor), cursor.Number("probability"));
        return cursor.Sound(BiasedCoin.Check(arms, strata, probability), () => new BiasedCoin(arms, strata, probability));
    }

    private UrnDesign? Urn(DesignCursor cursor, IReadOnlyList<ArmRatio> arms)
    {
        var (strata, initial, added) = (Strata(cursor), cursor.Integer("initial"), cursor.Integer("added"));
        return cursor.Sound(UrnDesign.Check(arms, strata, initial, added), () => new UrnDesign(arms, strata, initial, added));
    }

    private BigStick? Stick(DesignCursor cursor, IReadOnlyList<ArmRatio> arms)
    {
        var (strata, limit) = (Strata(cursor), cursor.Integer("limit"));
        return cursor.Sound(BigStick.Check(arms, strata, limit), () => new BigStick(arms, strata, limit));
    }

    private MaximalProcedure? Maximal(DesignCursor cursor, IReadOnlyList<ArmRatio> arms)
    {
        var (strata, participants, limit) = (Strata(cursor), cursor.Integer("participants"), cursor.Integer("limit"));
        return cursor.Sound(MaximalProcedure.Check(arms, strata, participants, limit), () => new MaximalProcedure(arms, strata, participants, limit));
    }

    private ConcealedList? Uploaded(DesignCursor cursor, IReadOnlyList<ArmRatio> arms, bool isInPieces)
    {
        var (strata, rows, digest) = (Strata(cursor), cursor.Integer("rows"), cursor.Text(isInPieces ? "root" : "digest"));
        if (conceals)
        {
            return cursor.Sound([.. DesignChecks.Arms(arms), .. FactorCheck.Faults(strata, "factors")], () => new ConcealedList(arms, strata, rows, digest, isInPieces));
        }

        if (list is null)
        {
            return cursor.Refuse<ConcealedList>("procedure", "needs the list, which is kept apart");
        }

        return list.Count == rows
            ? cursor.Sound(UploadedList.Check(arms, strata, list), () => new UploadedList(arms, strata, list, digest, isInPieces))
            : cursor.Refuse<ConcealedList>("rows", FormattableString.Invariant($"is not the number of rows of the list, {list.Count}"));
    }
}
