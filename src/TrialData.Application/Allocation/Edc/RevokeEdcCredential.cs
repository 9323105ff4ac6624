using TrialData.Application.Administration;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Allocation.Edc;

/// <summary>Ends a credential at once. What was allocated by it stays.</summary>
[Requires(Permission.RegisterEdc)]
public sealed record RevokeEdcCredential(string TrialCode, string Name);

public sealed record RevokedEdcCredential(string Name);

public sealed record NoSuchEdcName(string Name)
    : Refusal("edc.name-not-found", $"The trial has no credential {Name} that could be revoked.");

public sealed class RevokeEdcCredentialHandler(TrialAccess access, IEdcCredentials credentials, AuditNote note, TimeProvider clock)
    : IUseCase<RevokeEdcCredential, RevokedEdcCredential>
{
    public async Task<Outcome<RevokedEdcCredential>> HandleAsync(RevokeEdcCredential request, CancellationToken cancellation)
    {
        var found = await access.FindAsync(request.TrialCode, Permission.RegisterEdc, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var trial = found.Value.Trial;
        var stored = (await credentials.ListAsync(trial.TrialId, cancellation))
            .FirstOrDefault(each => each.RevokedAt is null && string.Equals(each.Name, request.Name, StringComparison.OrdinalIgnoreCase));
        if (stored is null)
        {
            return new NoSuchEdcName(request.Name);
        }

        note.On(trial.TrialId, subject: stored.Name);
        await credentials.RevokeAsync(stored.EdcCredentialId, clock.GetUtcNow(), cancellation);
        note.Changed("edcCredential", stored.Name, newValue: null);
        return new RevokedEdcCredential(stored.Name);
    }
}
