using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Administration;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.Edc;

/// <summary>A wrong secret, a wrong name, one that has ended: the answer is the same.</summary>
public sealed record NoSuchEdcCredential()
    : Refusal("edc.credential-not-found", "There is no such credential.");

/// <summary>What an EDC gives with every request.</summary>
public sealed record EdcProof(string Name, EdcSecret Secret)
{
    public override string ToString() => nameof(EdcProof);
}

public sealed record EdcInScope(EdcCredential Credential, Trial Trial, TrialProtocol Protocol);

/// <summary>Finds what a secret stands for: one trial, and the few requests of an EDC in it.</summary>
/// <remarks>It ends with whoever answers for it: an account that may no longer act, or no longer register an EDC in the trial.</remarks>
public sealed class EdcAccess(IEdcCredentials credentials, ITrials trials, IAccounts accounts, AuditNote note, TimeProvider clock)
{
    public async Task<Outcome<EdcInScope>> FindAsync(EdcProof proof, CancellationToken cancellation)
    {
        var found = await FindAsync(proof.Secret, cancellation);
        return found.IsRefused || IsNamed(found.Value.Credential, proof.Name) ? found : new NoSuchEdcCredential();
    }

    /// <summary>By the secret alone, where the EDC does not know yet what it is called.</summary>
    public async Task<Outcome<EdcInScope>> FindAsync(EdcSecret secret, CancellationToken cancellation)
    {
        // Looked up by the hash of 256 random bits: how long it takes tells nothing of a secret.
        if (await credentials.FindAsync(secret.Hash, clock.GetUtcNow(), cancellation) is not { } credential
            || !(await accounts.GrantsOfAsync(credential.AccountId, clock.Today(), cancellation)).Any(grant => (grant.TrialId is null || grant.TrialId == credential.TrialId) && grant.Allows(Permission.RegisterEdc)))
        {
            return new NoSuchEdcCredential();
        }

        var trial = await trials.FindAsync(credential.TrialCode, cancellation) ?? throw new InvalidOperationException($"The trial of credential {credential.Name} is gone.");
        note.On(trial.TrialId);
        note.Identified(new Actor(AccountId: null, $"edc:{credential.Name}"));
        return new EdcInScope(credential, trial, await trials.ProtocolAsync(trial.TrialId, trial.ProtocolVersion, cancellation));
    }

    private static bool IsNamed(EdcCredential credential, string name) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(credential.Name)), SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
