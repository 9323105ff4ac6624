namespace TrialData.Application.Pipeline;

/// <summary>Where ids and secrets come from: the operating system's generator, or a seeded one in a demonstration store.</summary>
public interface IIdentities
{
    /// <summary>An id that cannot be guessed, for everything a person can name in a request.</summary>
    Guid NewId();

    /// <summary>Random bytes fit for a secret.</summary>
    byte[] NewSecret(int length);
}
