namespace TrialData.Testing;

/// <summary>What a request is about: something of the actor's own, of somebody else's, or that does not exist.</summary>
public sealed record Target(string Trial, string Site, Guid Participant, string Account);
