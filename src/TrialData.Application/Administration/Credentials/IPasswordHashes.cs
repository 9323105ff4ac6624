namespace TrialData.Application.Administration.Credentials;

/// <summary>Slow hashes of passwords.</summary>
public interface IPasswordHashes
{
    string Hash(string password);

    bool IsRight(string hash, string password);

    /// <summary>A hash of no known password, so that checking one for nobody costs the same.</summary>
    string OfNobody { get; }
}

/// <summary>Keeps the keys of authenticator apps unreadable in the database.</summary>
public interface IAuthenticatorKeys
{
    string Seal(byte[] key);

    byte[] Unseal(string sealedKey);
}
