namespace TrialData.Application.Pipeline;

/// <summary>The sites whose participants a request may touch. It goes into the SQL of every such read, as a site key.</summary>
public sealed record SiteScope
{
    private SiteScope(long trialId, bool allSites, IReadOnlyList<long> siteIds)
    {
        TrialId = trialId;
        AllSites = allSites;
        SiteIds = siteIds;
    }

    public long TrialId { get; }

    public bool AllSites { get; }

    /// <summary>Empty when <see cref="AllSites"/>, or when the actor may touch no site.</summary>
    public IReadOnlyList<long> SiteIds { get; }

    public static SiteScope WholeTrial(long trialId) => new(trialId, allSites: true, []);

    public static SiteScope Only(long trialId, IEnumerable<long> siteIds) =>
        new(trialId, allSites: false, siteIds.Distinct().Order().ToList());

    public bool Covers(long siteId) => AllSites || SiteIds.Contains(siteId);
}
