using TrialData.Application.Protocol;
using TrialData.Testing;
using Xunit;

namespace TrialData.Application.Tests.Protocol;

public sealed class ClustersOfAProtocol
{
    [Fact]
    public void Are_read_with_the_site_of_each()
    {
        var plan = ProtocolLoader.Load(TestClusters.Protocol).Value.Randomisation;

        Assert.Equal((RandomisationUnit.Cluster, 8), (plan.Unit, plan.Clusters.Count));
        Assert.Equal(new PlannedCluster("C5", "Practices of C5", "S2"), plan.Clusters[4]);
    }

    [Theory]
    [InlineData("randomisation.clusters[1].code", "\"c1\"", "$.randomisation.clusters[1].code", "stands here more than once")]
    [InlineData("randomisation.clusters[1].code", "\"C 2\"", "$.randomisation.clusters[1].code", "is not a code")]
    [InlineData("randomisation.clusters[1].site", "\"S9\"", "$.randomisation.clusters[1].site", "is not one of S1, S2")]
    [InlineData("randomisation.clusters", "[{ \"code\": \"C1\", \"name\": \"One\", \"site\": \"S1\" }]", "$.randomisation.clusters", "are too few")]
    [InlineData("randomisation.stratifyBy", "[\"site\"]", "$.randomisation.stratifyBy", "areas and covariates of the design")]
    [InlineData("randomisation.unit", "\"individual\"", "$.randomisation.clusters", "where the unit is cluster alone")]
    [InlineData("arms[0].ratio", "2", "$.arms", "must have equal ratios")]
    public void Names_place_and_reason_of_a_fault(string place, string json, string at, string reason)
    {
        var fault = Assert.Single(ProtocolLoader.Load(JsonEdit.With(TestClusters.Protocol, place, json)).Refusal!.Faults);

        Assert.Equal(at, fault.Place);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }
}
