using TrialData.Application.Pipeline;

namespace TrialData.Application.Administration;

/// <summary>The trail records checkpoints, and the key ring in use holds neither them nor a key: another one was meant.</summary>
public sealed record KeysNotFound(string KeyRing)
    : Refusal("audit.keys-not-found", $"The audit trail records checkpoints, but there is no key in {KeyRing}: name the key ring of the store by --keys or TRIALDATA_KEYS. Nothing was kept.")
{
    internal static KeysNotFound? Explains(AuditProof proof, KeptCheckpoints kept) =>
        kept.EmptyKeyRing is { } folder && proof.Breaks is [{ Place: AuditCheck.Checkpoints }] ? new KeysNotFound(folder) : null;
}
