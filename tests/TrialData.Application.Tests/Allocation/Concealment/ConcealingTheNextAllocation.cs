using TrialData.Application.Pipeline;
using TrialData.Application.Tests.Isolation;
using TrialData.Testing;
using TrialData.Testing.Concealment;
using Xunit;
using Xunit.Abstractions;

namespace TrialData.Application.Tests.Allocation.Concealment;

/// <summary>
/// Two trials that are alike in everything but the sealed scheme: the same participants got the same arms so far, and the next get
/// others. Until then nothing that staff of a site can get tells the two apart, to the byte.
/// </summary>
public sealed class ConcealingTheNextAllocation(ITestOutputHelper output)
{
    // Columns of a store that may differ, though the past does not. No key, sequence, id or time is among them.
    private static readonly string[] KeptFromStaff =
    [
        "AuditChain.LastHash", "AuditEvent.Digest", "AuditEvent.Hash", "AuditEvent.NewValue", "AuditEvent.Records",
        "LedgerHead.LastHash", "LedgerLine.Line",
        "ListPiece.Content", "ListPiece.FirstTag", "ListPiece.Path",
        "Scheme.Commitment", "Scheme.Design", "Scheme.SealedSecret",
        "Scheme.SealedList", "SchemeCell.Counters",
    ];

    // Of clusters that have their arms.
    private static readonly string[] KeptFromOtherSites = ["ClusterAllocation.Arm", "ClusterAllocation.Line"];

    /// <summary>A past of 50 can be found twice where few of its arms are left to chance, otherwise one of 14.</summary>
    /// <remarks>The other schemes with TRIALDATA_TEST_DEPTH above 1: the way from scheme to staff is the same for all.</remarks>
    public static TheoryData<string, int> Pasts
    {
        get
        {
            (string Kind, int[] Pasts)[] usual =
            [
                ("blocks of 2 and 4", [0, 1]), ("blocks of 2", [50]), ("blocks of other sizes", [14]), ("minimisation", [50]), (AlikeSoFar.UploadedList, [50]),
            ];
            (string Kind, int[] Pasts)[] deeper =
            [
                ("minimisation", [0, 1]), (AlikeSoFar.UploadedList, [0, 1]), ("biased coin", [0, 1, 50]), ("big stick", [0, 1, 50]), ("maximal procedure", [0, 1, 50]),
                ("blocks of 2 and 4", [14]), ("complete", [0, 1, 14]), ("random allocation rule", [0, 1, 14]), ("urn", [0, 1, 14]),
            ];
            var pasts = new TheoryData<string, int>();
            foreach (var (kind, allocations) in Depth.IsUsual ? usual : [.. usual, .. deeper])
            {
                foreach (var past in allocations)
                {
                    pasts.Add(kind, past);
                }
            }

            return pasts;
        }
    }

    [Theory]
    [MemberData(nameof(Pasts))]
    public async Task Staff_of_a_site_get_the_same_bytes_whatever_comes_next(string kind, int allocations)
    {
        var (first, second) = AlikeSoFar.Of(kind, allocations);
        await using var one = await Vault.OpenAsync(first, allocations);
        await using var other = await Vault.OpenAsync(second, allocations);

        await AssertAlikeAsync(one, other, KeptFromStaff);

        // And the two are not the same after all: the next allocation is another at each site, and then staff see it.
        var (next, nextInOther) = (await one.AllocateNextAsync(), await other.AllocateNextAsync());
        Assert.All(next.Zip(nextInOther), arms => Assert.NotEqual(arms.First, arms.Second));
        Assert.NotEqual(await SeenWidelyAsync(one), await SeenWidelyAsync(other));
    }

    [Fact]
    public async Task Staff_get_the_same_bytes_whichever_arms_clusters_will_have()
    {
        var (first, second) = AlikeSoFar.OfClusters(alikeAt: null);
        await using var one = await Vault.OpenOfClustersAsync(first, participants: null);
        await using var other = await Vault.OpenOfClustersAsync(second, participants: null);

        await AssertAlikeAsync(one, other, KeptFromStaff);

        await one.AllocateClustersAsync();
        await other.AllocateClustersAsync();
        var (next, nextInOther) = (await one.AllocateNextAsync(), await other.AllocateNextAsync());
        Assert.All(next.Zip(nextInOther), arms => Assert.NotEqual(arms.First, arms.Second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Staff_get_the_same_bytes_whichever_arms_the_clusters_of_another_site_have(int participants)
    {
        var (first, second) = AlikeSoFar.OfClusters(alikeAt: Vault.Sites[0]);
        await using var one = await Vault.OpenOfClustersAsync(first, participants);
        await using var other = await Vault.OpenOfClustersAsync(second, participants);

        await AssertAlikeAsync(one, other, [.. KeptFromStaff, .. KeptFromOtherSites]);

        var (next, nextInOther) = (await one.AllocateNextAsync(), await other.AllocateNextAsync());
        Assert.Equal((true, false), (next[0] == nextInOther[0], next[1] == nextInOther[1]));
    }

    [Fact]
    public void Every_use_case_is_asked() =>
        Assert.Empty(UseCaseRegistration.UseCases().Where(SampleRequests.NeedsOne).Select(useCase => useCase.Request).Except(SampleRequests.All.Keys));

    private async Task AssertAlikeAsync(Vault one, Vault other, IEnumerable<string> mayDiffer)
    {
        Assert.Equal(one.Past, other.Past);
        var (seen, seenInOther) = (new Transcript(one), new Transcript(other));
        await seen.TakeAsync();
        await seenInOther.TakeAsync();

        output.WriteLine(FormattableString.Invariant($"{seen.Lines.Count} replies, {seen.Lines.Sum(line => (long)line.Length)} characters; answers, not refusals:"));
        output.WriteLine(string.Join(", ", seen.Answered));
        Assert.Equal(seen.Lines, seenInOther.Lines);
        Assert.Empty((await WhatAStoreTells.DifferencesAsync(one.Host, other.Host)).Except(mayDiffer));
        Assert.Equal(await SiteTrailAsync(one.Host), await SiteTrailAsync(other.Host));
    }

    private static async Task<IReadOnlyList<string>> SeenWidelyAsync(Vault vault)
    {
        var seen = new Transcript(vault);
        await seen.AskWidelyAsync(Transcript.Staff[0]);
        return seen.Lines;
    }

    // The chains that staff of a site read, hashes included.
    private static async Task<IReadOnlyList<string>> SiteTrailAsync(TrialHost host) =>
        [.. (await WhatAStoreTells.RowsAsync(host, "SELECT * FROM AuditEvent WHERE Chain LIKE 'site%' ORDER BY Chain, Sequence")).Rows.Select(row => string.Join('|', row))];
}
