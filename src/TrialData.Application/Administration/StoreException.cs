namespace TrialData.Application.Administration;

/// <summary>The place of a store cannot be used: a full disk, a damaged file, a server that is away. What was under way was undone.</summary>
public sealed class StoreException(string place, string reason, Exception? cause = null) : IOException($"The store {place} cannot be used: {reason}.", cause);
