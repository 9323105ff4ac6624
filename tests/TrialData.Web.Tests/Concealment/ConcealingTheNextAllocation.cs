using TrialData.Testing;
using TrialData.Testing.Concealment;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Web.Tests.Concealment;

/// <summary>
/// Two trials that are alike in everything but the sealed scheme, as in the test of the use cases: here by what pages and API answer, to the
/// byte, with status and headers.
/// </summary>
public sealed class ConcealingTheNextAllocation(ITestOutputHelper output)
{
    // That the tour gets as far as these: a tour of refusals would prove nothing.
    private static readonly string[] Toured =
    [
        "GET /", "GET /trials/TEST/participants", "GET /trials/TEST/participants/new", "GET /trials/TEST/participants/{id}", "GET /trials/TEST/participants/{id}/randomise",
        "GET /trials/TEST/participants/{id}/consent", "GET /trials/TEST/participants/{id}/visits/baseline/mood", "GET /api/v1/trials/TEST/participants",
        "POST /trials/TEST/participants/{id}/visits/baseline/mood", "POST /trials/TEST/participants/{id}/consent",
    ];

    public static TheoryData<string, int> Pasts
    {
        get
        {
            TheoryData<string, int> pasts = new() { { "blocks of 2 and 4", 0 }, { "blocks of 2", 50 }, { AlikeSoFar.UploadedList, 1 } };
            if (!Depth.IsUsual)
            {
                pasts.Add("blocks of 2 and 4", 1);
                pasts.Add("minimisation", 0);
                pasts.Add("minimisation", 1);
                pasts.Add("minimisation", 50);
                pasts.Add(AlikeSoFar.UploadedList, 0);
                pasts.Add(AlikeSoFar.UploadedList, 50);
            }

            return pasts;
        }
    }

    [Theory]
    [MemberData(nameof(Pasts))]
    public async Task Staff_of_a_site_get_the_same_bytes_by_http_whatever_comes_next(string kind, int allocations)
    {
        var (first, second) = AlikeSoFar.Of(kind, allocations);
        await using var one = await Vault.OpenAsync(first, allocations);
        await using var other = await Vault.OpenAsync(second, allocations);
        Assert.Equal(one.Past, other.Past);
        await using var web = Browsing.Over(one);
        await using var otherWeb = Browsing.Over(other);

        await AssertAlikeAsync(new Browsing(one, web), new Browsing(other, otherWeb));

        var (next, nextInOther) = (await one.AllocateNextAsync(), await other.AllocateNextAsync());
        Assert.All(next.Zip(nextInOther), arms => Assert.NotEqual(arms.First, arms.Second));
        var (after, afterInOther) = (new Browsing(one, web), new Browsing(other, otherWeb));
        await after.ReadAgainAsync();
        await afterInOther.ReadAgainAsync();
        Assert.NotEqual(after.Answers, afterInOther.Answers);
    }

    [Fact]
    public async Task Staff_get_the_same_bytes_by_http_whichever_arms_clusters_will_have()
    {
        var (first, second) = AlikeSoFar.OfClusters(alikeAt: null);
        await using var one = await Vault.OpenOfClustersAsync(first, participants: null);
        await using var other = await Vault.OpenOfClustersAsync(second, participants: null);
        await using var web = Browsing.Over(one);
        await using var otherWeb = Browsing.Over(other);

        await AssertAlikeAsync(new Browsing(one, web), new Browsing(other, otherWeb));
    }

    private async Task AssertAlikeAsync(Browsing one, Browsing other)
    {
        await one.TakeAsync();
        await other.TakeAsync();

        output.WriteLine(FormattableString.Invariant($"{one.Answers.Count} answers, {one.Answers.Sum(answer => (long)answer.Length)} characters; given:"));
        output.WriteLine(string.Join('\n', one.Given));
        foreach (var (answer, inOther) in one.Answers.Zip(other.Answers))
        {
            Assert.Equal(answer, inOther);
        }

        Assert.Equal(one.Answers.Count, other.Answers.Count);
        Assert.Empty(Toured.Except(one.Given));
    }
}
