using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Edc;

/// <summary>The credentials of a trial's EDC systems, those that have ended included, without their secrets.</summary>
[Requires(Permission.RegisterEdc), Reading]
public sealed record ListEdcCredentials(string TrialCode);

public sealed record ListedEdcCredentials(IReadOnlyList<ListedEdcCredential> Credentials);

public enum EdcCredentialState
{
    Usable,
    Expired,
    Revoked,
}

public sealed record ListedEdcCredential(string Name, string StudyOid, EdcCredentialState State, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

public sealed class ListEdcCredentialsHandler(TrialAccess access, IEdcCredentials credentials, TimeProvider clock) : IUseCase<ListEdcCredentials, ListedEdcCredentials>
{
    public async Task<Outcome<ListedEdcCredentials>> HandleAsync(ListEdcCredentials request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.RegisterEdc, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var now = clock.GetUtcNow();
        return new ListedEdcCredentials((await credentials.ListAsync(found.Value.Trial.TrialId, cancellation)).Select(each => Listed(each, now)).ToList());
    }

    private static ListedEdcCredential Listed(StoredEdcCredential stored, DateTimeOffset now) => new(
        stored.Name,
        stored.StudyOid,
        stored switch
        {
            { RevokedAt: not null } => EdcCredentialState.Revoked,
            _ when stored.ExpiresAt <= now => EdcCredentialState.Expired,
            _ => EdcCredentialState.Usable,
        },
        stored.CreatedAt,
        stored.ExpiresAt,
        stored.RevokedAt);
}
