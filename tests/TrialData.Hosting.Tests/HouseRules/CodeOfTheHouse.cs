using Xunit;

namespace TrialData.Hosting.Tests.HouseRules;

/// <summary>Who may use whom, read from the compiled code: a rule that no project file can hold.</summary>
public sealed class CodeOfTheHouse
{
    // What the use cases answer with is made of these; whoever shows an answer meets them. They compute nothing.
    private static readonly string[] PartsOfResults = ["TrialData.Statistics.Description", "TrialData.Statistics.Estimate", "TrialData.Statistics.TestResult"];

    // The address of a store, as HostSettings holds it: a value that opens nothing.
    private const string Address = "TrialData.Storage.StoreLocation";

    // The engine named in an address.
    private const string EngineOfAddress = "TrialData.Storage.Engine";

    [Theory]
    [InlineData("TrialData.Randomisation")]
    [InlineData("TrialData.Instruments")]
    [InlineData("TrialData.Statistics")]
    public void A_leaf_uses_nothing_of_ours(string leaf) => Assert.Empty(House.Uses(leaf).Where(use => use.To.Project != leaf).Select(Text));

    [Fact]
    public void Application_uses_leaves_alone() => Assert.Empty(House.Uses("TrialData.Application")
        .Where(use => use.To.Project != "TrialData.Application" && !House.Leaves.Contains(use.To.Project))
        .Select(Text));

    // The types of leaves that its ports hand over, and no other.
    [Fact]
    public void Storage_uses_application_and_the_leaves_types_in_its_ports() => Assert.Equal(
        [
            "TrialData.Instruments.Score", "TrialData.Randomisation.CellState", "TrialData.Randomisation.EarlierAllocation", "TrialData.Randomisation.LedgerEntry", "TrialData.Randomisation.LedgerFile",
            "TrialData.Randomisation.LedgerHead", "TrialData.Randomisation.LedgerHeader", "TrialData.Randomisation.LedgerKind",
        ],
        House.Uses("TrialData.Storage")
            .Where(use => use.To.Project is not "TrialData.Storage" and not "TrialData.Application")
            .Select(use => use.To.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("TrialData.Cli", "TrialData.Statistics.Estimate", "TrialData.Statistics.TestResult", Address, EngineOfAddress)]
    [InlineData("TrialData.Web")]
    public void A_door_reaches_leaves_and_storage_through_use_cases(string door, params string[] values)
    {
        string[] rooms = [.. House.Leaves, "TrialData.Storage"];

        var reached = House.Uses(door).Where(use => rooms.Contains(use.To.Project)).Select(use => use.To.ToString()).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(values.Order(StringComparer.Ordinal), reached);
        Assert.All(values, value => Assert.Contains(value, (string[])[.. PartsOfResults, Address, EngineOfAddress]));
    }

    [Fact]
    public void Hosting_reaches_no_leaf() =>
        Assert.Empty(House.Uses("TrialData.Hosting").Where(use => House.Leaves.Contains(use.To.Project)).Select(Text));

    [Fact]
    public void Doors_do_not_know_each_other() => Assert.Empty(House.Doors
        .SelectMany(door => House.Uses(door).Where(use => House.Doors.Contains(use.To.Project) && use.To.Project != door).Select(Text)));

    [Fact]
    public void Randomisation_is_used_by_allocation_alone() =>
        Assert.Equal(["Allocation"], SlicesThatUse("TrialData.Randomisation"));

    [Fact]
    public void Statistics_is_used_by_analyses_oversight_and_allocation_and_shown_by_reporting()
    {
        Assert.Empty(SlicesThatUse("TrialData.Statistics").Except(["Allocation", "Analyses", "Oversight", "Reporting"]));

        var shown = House.Uses("TrialData.Application")
            .Where(use => use.From.Slice == "Reporting" && use.To.Project == "TrialData.Statistics")
            .Select(use => use.To.ToString())
            .Distinct();
        Assert.Empty(shown.Except(PartsOfResults));
    }

    // Application/<from> uses Application/<to>. A new line is a decision; a line that is no longer true must go.
    private static readonly string[] Edges =
    [
        "Administration -> Pipeline", "Administration -> Protocol",
        "Allocation -> Administration", "Allocation -> Analyses", "Allocation -> Capture", "Allocation -> Enrolment", "Allocation -> Pipeline", "Allocation -> Protocol",
        "Analyses -> Administration", "Analyses -> Enrolment", "Analyses -> Pipeline", "Analyses -> Protocol",
        "Capture -> Administration", "Capture -> Enrolment", "Capture -> Pipeline", "Capture -> Protocol",
        "Enrolment -> Administration", "Enrolment -> Pipeline", "Enrolment -> Protocol",
        "Exchange -> Administration", "Exchange -> Allocation", "Exchange -> Capture", "Exchange -> Enrolment", "Exchange -> Pipeline", "Exchange -> Protocol",
        "Oversight -> Administration", "Oversight -> Allocation", "Oversight -> Capture", "Oversight -> Enrolment", "Oversight -> Pipeline", "Oversight -> Protocol",
        "Pipeline -> Administration",
        "Protocol -> Administration", "Protocol -> Pipeline",
        "Reporting -> Administration", "Reporting -> Allocation", "Reporting -> Analyses", "Reporting -> Pipeline",
        "Safety -> Administration", "Safety -> Capture", "Safety -> Enrolment", "Safety -> Pipeline", "Safety -> Protocol",
    ];

    [Fact]
    public void The_slices_of_application_use_each_other_as_decided() => Assert.Equal(Edges, EdgesOfApplication());

    // Who may ask is decided by roles (Pipeline and Administration), roles stand in protocols, and protocols are loaded by a use
    // case. The rest is free of circles.
    [Fact]
    public void Slices_that_use_each_other_in_a_circle_are_known()
    {
        var edges = EdgesOfApplication().Select(edge => edge.Split(" -> ")).ToLookup(edge => edge[0], edge => edge[1]);
        var circles = edges.Select(from => from.Key).Where(slice => Reach(slice, edges).Contains(slice)).Order(StringComparer.Ordinal);

        Assert.Equal(["Administration", "Pipeline", "Protocol"], circles);
    }

    private static HashSet<string> Reach(string slice, ILookup<string, string> edges)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>(edges[slice]);
        while (ahead.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var further in edges[next])
                {
                    ahead.Push(further);
                }
            }
        }

        return reached;
    }

    private static List<string> EdgesOfApplication() => House.Uses("TrialData.Application")
        .Where(use => use.To.Project == "TrialData.Application" && use.From.Slice != use.To.Slice)
        .Select(use => $"{use.From.Slice} -> {use.To.Slice}")
        .Distinct()
        .Order(StringComparer.Ordinal)
        .ToList();

    private static IEnumerable<string> SlicesThatUse(string leaf) => House.Uses("TrialData.Application")
        .Where(use => use.To.Project == leaf)
        .Select(use => use.From.Slice)
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static string Text((TypeName From, TypeName To) use) => $"{use.From} uses {use.To}";
}
