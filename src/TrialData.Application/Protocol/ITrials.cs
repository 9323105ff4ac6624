using TrialData.Application.Pipeline;

namespace TrialData.Application.Protocol;

public sealed record Trial(long TrialId, string Code, string Title, int ProtocolVersion);

/// <param name="ActivatedOn">Null until the site has its green light.</param>
/// <param name="ClosedOn">The day from which it takes in nobody any more; null while it is open.</param>
public sealed record Site(long SiteId, long TrialId, string Code, string Name, DateOnly? ActivatedOn, DateOnly? ClosedOn);

public sealed record NoSuchTrial(string Code)
    : Refusal("trial.not-found", $"There is no trial {Code}.");

public sealed record NoSuchSite(string Code)
    : Refusal("site.not-found", $"There is no site {Code}.");

public sealed record NewTrial(TrialProtocol Protocol, DateTimeOffset CreatedAt);

public interface ITrials
{
    Task<IReadOnlyList<string>> CodesAsync(CancellationToken cancellation);

    Task<Trial?> FindAsync(string code, CancellationToken cancellation);

    Task<Trial> AddAsync(NewTrial trial, CancellationToken cancellation);

    /// <summary>Gives the trial the next version of its protocol, and the sites that are new in it.</summary>
    Task AmendAsync(long trialId, NewTrial amended, CancellationToken cancellation);

    /// <summary>The protocol of a trial in one of its versions, parsed once for each process.</summary>
    Task<TrialProtocol> ProtocolAsync(long trialId, int version, CancellationToken cancellation);

    Task<IReadOnlyList<Site>> SitesAsync(long trialId, CancellationToken cancellation);

    Task<Site?> FindSiteAsync(long trialId, string code, CancellationToken cancellation);

    Task ActivateSiteAsync(long siteId, DateOnly on, CancellationToken cancellation);

    Task CloseSiteAsync(long siteId, DateOnly on, CancellationToken cancellation);
}
