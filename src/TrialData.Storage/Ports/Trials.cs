using TrialData.Application.Protocol;
using TrialData.Storage.Records;
using TrialData.Storage.Session;
using static System.FormattableString;

namespace TrialData.Storage.Ports;

public sealed class Trials(StoreSession session, ProtocolCache cache) : ITrials
{
    private static readonly SqlFile TrialCodes = SqlFile.Named("protocol/TrialCodes");
    private static readonly SqlFile FindTrial = SqlFile.Named("protocol/FindTrial");
    private static readonly SqlFile AddTrial = SqlFile.Named("protocol/AddTrial");
    private static readonly SqlFile AmendTrial = SqlFile.Named("protocol/AmendTrial");
    private static readonly SqlFile AddProtocolVersion = SqlFile.Named("protocol/AddProtocolVersion");
    private static readonly SqlFile ReadProtocol = SqlFile.Named("protocol/ReadProtocol");
    private static readonly SqlFile AddSite = SqlFile.Named("protocol/AddSite");
    private static readonly SqlFile CloseSite = SqlFile.Named("protocol/CloseSite");
    private static readonly SqlFile SitesOfTrial = SqlFile.Named("protocol/SitesOfTrial");
    private static readonly SqlFile FindSite = SqlFile.Named("protocol/FindSite");
    private static readonly SqlFile ActivateSite = SqlFile.Named("protocol/ActivateSite");

    public Task<IReadOnlyList<string>> CodesAsync(CancellationToken cancellation) =>
        session.QueryAsync<string>(TrialCodes, parameters: null, cancellation);

    public Task<Trial?> FindAsync(string code, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Trial>(FindTrial, new { CodeKey = Key(code) }, cancellation);

    public async Task<Trial> AddAsync(NewTrial trial, CancellationToken cancellation)
    {
        var protocol = trial.Protocol;
        var id = await session.NextIdAsync(cancellation);
        await session.ExecuteAsync(
            AddTrial,
            new { TrialId = id, protocol.Code, CodeKey = Key(protocol.Code), protocol.Title, ProtocolVersion = protocol.Version, trial.CreatedAt },
            cancellation);
        session.Touched.Add(VouchedRecords.Trial, id);
        await AddVersionAsync(id, trial, protocol.Sites, cancellation);
        return new Trial(id, protocol.Code, protocol.Title, protocol.Version);
    }

    public async Task AmendAsync(long trialId, NewTrial amended, CancellationToken cancellation)
    {
        var protocol = amended.Protocol;
        var known = (await SitesAsync(trialId, cancellation)).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        await AddVersionAsync(trialId, amended, protocol.Sites.Where(s => !known.Contains(s.Code)), cancellation);
        session.Touched.Add(VouchedRecords.Trial, trialId);
        await session.ExecuteAsync(AmendTrial, new { TrialId = trialId, protocol.Title, protocol.Version }, cancellation);
    }

    private async Task AddVersionAsync(long trialId, NewTrial trial, IEnumerable<PlannedSite> sites, CancellationToken cancellation)
    {
        var protocol = trial.Protocol;
        session.Touched.Add(VouchedRecords.ProtocolVersion, trialId);
        await session.ExecuteAsync(
            AddProtocolVersion,
            new { TrialId = trialId, protocol.Version, protocol.Sha256, protocol.Document, RecordedAt = trial.CreatedAt },
            cancellation);
        foreach (var site in sites)
        {
            var siteId = await session.NextIdAsync(cancellation);
            session.Touched.Add(VouchedRecords.Site, siteId);
            await session.ExecuteAsync(AddSite, new { SiteId = siteId, TrialId = trialId, site.Code, site.Name }, cancellation);
        }
    }

    public async Task<TrialProtocol> ProtocolAsync(long trialId, int version, CancellationToken cancellation)
    {
        if (cache.Find(trialId, version) is { } known)
        {
            return known;
        }

        var document = await session.SingleOrDefaultAsync<string>(ReadProtocol, new { TrialId = trialId, Version = version }, cancellation)
            ?? throw new InvalidOperationException(Invariant($"The store lacks version {version} of the protocol of trial {trialId}."));
        var protocol = ProtocolLoader.Load(document).Value;
        cache.Keep(trialId, protocol);
        return protocol;
    }

    public Task<IReadOnlyList<Site>> SitesAsync(long trialId, CancellationToken cancellation) =>
        session.QueryAsync<Site>(SitesOfTrial, new { TrialId = trialId }, cancellation);

    public Task<Site?> FindSiteAsync(long trialId, string code, CancellationToken cancellation) =>
        session.SingleOrDefaultAsync<Site>(FindSite, new { TrialId = trialId, Code = code }, cancellation);

    public Task ActivateSiteAsync(long siteId, DateOnly on, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Site, siteId);
        return session.ExecuteAsync(ActivateSite, new { SiteId = siteId, ActivatedOn = on }, cancellation);
    }

    public Task CloseSiteAsync(long siteId, DateOnly on, CancellationToken cancellation)
    {
        session.Touched.Add(VouchedRecords.Site, siteId);
        return session.ExecuteAsync(CloseSite, new { SiteId = siteId, ClosedOn = on }, cancellation);
    }

    private static string Key(string code) => code.ToUpperInvariant();
}
