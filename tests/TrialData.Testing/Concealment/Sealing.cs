namespace TrialData.Testing.Concealment;

/// <summary>What is put under the seal of a vault.</summary>
/// <param name="SecretOf">The secret of a scheme, by its id.</param>
/// <param name="List">The rows, where the design is that of an uploaded list.</param>
public sealed record Sealing(string Design, Func<Guid, byte[]> SecretOf, string? List = null);
