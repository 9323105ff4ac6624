using TrialData.Application.Analyses;
using TrialData.Application.Analyses.Scenarios;
using TrialData.Application.Exchange;
using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Protocol;

public sealed class LoadingTheShippedTrials
{
    [Theory]
    [InlineData("pod", "POD", 6, 2, RandomisationUnit.Individual)]
    [InlineData("indo-rct", "INDO", 4, 2, RandomisationUnit.External)]
    public void Finds_no_fault_in_a_protocol(string folder, string code, int sites, int arms, RandomisationUnit unit)
    {
        var protocol = Protocol(folder);

        Assert.Equal((code, sites, arms, unit), (protocol.Code, protocol.Sites.Count, protocol.Arms.Count, protocol.Randomisation.Unit));
    }

    // Design, section 3: the headline is the three rates at 24 months and at 5 years, beside named alternatives.
    [Theory]
    [InlineData("pod", 11, 3)]
    [InlineData("indo-rct", 1, 1)]
    public void Finds_no_fault_in_an_analysis_specification(string folder, int analyses, int headline)
    {
        var specification = SpecificationLoader.Load(Repository.Read("analysis-specs", folder, "analysis.json"), Protocol(folder)).Value;

        Assert.Equal((analyses, headline), (specification.Analyses.Count, specification.Analyses.Count(a => a.Headline)));
    }

    [Fact]
    public void Finds_no_fault_in_the_import_mapping_of_the_published_trial()
    {
        var mapping = ImportMappingLoader.Load(Repository.Read("analysis-specs", "indo-rct", "import.json"), Protocol("indo-rct")).Value;

        Assert.Equal(["risk", "procedure", "pancreatitis"], mapping.Forms.Select(f => f.Form));
    }

    [Fact]
    public void Finds_no_fault_in_the_scenario_of_the_demonstration()
    {
        var scenario = ScenarioLoader.Load(Repository.Read("analysis-specs", "pod", "scenario.json"), Protocol("pod"));

        Assert.Null(scenario.Refusal);
    }

    private static TrialProtocol Protocol(string folder) => ProtocolLoader.Load(Repository.Read("analysis-specs", folder, "protocol.json")).Value;
}
