using TrialData.Application.Pipeline;
using TrialData.Application.Tests.Isolation;
using TrialData.Randomisation;
using TrialData.Testing;
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
        "Scheme.Commitment", "Scheme.Design", "Scheme.SealedSecret",
        "SchemeCell.Counters",
    ];

    [Theory]
    [InlineData(0, "[2, 4]", "[2, 4]")]
    [InlineData(1, "[2, 4]", "[2, 4]")]
    [InlineData(50, "[2]", "[2]")]
    [InlineData(14, "[2, 4]", "[4, 6]")]
    public async Task Staff_of_a_site_get_the_same_bytes_whatever_comes_next(int allocations, string sizes, string otherSizes)
    {
        var (design, otherDesign) = (DesignWith(sizes), DesignWith(otherSizes));
        (byte[] First, byte[] Second)? pair = null;
        (byte[] First, byte[] Second) PairOf(Guid scheme) => pair ??= new SecretPair(scheme, Vault.Nonce, Vault.Sites, Vault.SiteOfEach(allocations))
            .Find(SchemeDocument.ReadDesign(design).Value!, SchemeDocument.ReadDesign(otherDesign).Value!);
        await using var one = await Vault.OpenAsync(design, allocations, scheme => PairOf(scheme).First);
        await using var other = await Vault.OpenAsync(otherDesign, allocations, scheme => PairOf(scheme).Second);
        Assert.Equal(one.Past, other.Past);

        var (seen, seenInOther) = (new Transcript(one), new Transcript(other));
        await seen.TakeAsync();
        await seenInOther.TakeAsync();

        output.WriteLine(FormattableString.Invariant($"{seen.Lines.Count} replies, {seen.Lines.Sum(line => (long)line.Length)} characters; answers, not refusals:"));
        output.WriteLine(string.Join(", ", seen.Answered));
        Assert.Equal(seen.Lines, seenInOther.Lines);
        Assert.Empty((await WhatAStoreTells.DifferencesAsync(one.Host, other.Host)).Except(KeptFromStaff));
        Assert.Equal(await SiteTrailAsync(one.Host), await SiteTrailAsync(other.Host));

        // And the two are not the same after all: the next allocation is another at each site, and then staff see it.
        var (next, nextInOther) = (await one.AllocateNextAsync(), await other.AllocateNextAsync());
        Assert.All(next.Zip(nextInOther), arms => Assert.NotEqual(arms.First, arms.Second));
        var (after, afterInOther) = (new Transcript(one), new Transcript(other));
        await after.AskWidelyAsync(Transcript.Staff[0]);
        await afterInOther.AskWidelyAsync(Transcript.Staff[0]);
        Assert.NotEqual(after.Lines, afterInOther.Lines);
    }

    [Fact]
    public void Every_use_case_is_asked() =>
        Assert.Empty(UseCaseRegistration.UseCases().Where(SampleRequests.NeedsOne).Select(useCase => useCase.Request).Except(SampleRequests.All.Keys));

    private static string DesignWith(string blockSizes) => JsonEdit.With(TestProtocol.Design, "blockSizes", blockSizes);

    // The chains that staff of a site read, hashes included.
    private static async Task<IReadOnlyList<string>> SiteTrailAsync(TrialHost host) =>
        [.. (await WhatAStoreTells.RowsAsync(host, "SELECT * FROM AuditEvent WHERE Chain LIKE 'site%' ORDER BY Chain, Sequence")).Rows.Select(row => string.Join('|', row))];
}
