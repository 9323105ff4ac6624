using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Administration.Credentials;

namespace TrialData.Hosting;

/// <summary>Keys of authenticator apps, sealed with the key ring that lives outside the database.</summary>
public sealed class SealedAuthenticatorKeys(IDataProtectionProvider provider) : IAuthenticatorKeys
{
    private readonly IDataProtector protector = provider.CreateProtector("TrialData.Account.Authenticator.v1");

    public string Seal(byte[] key) => Convert.ToBase64String(protector.Protect(key));

    public byte[] Unseal(string sealedKey) => protector.Unprotect(Convert.FromBase64String(sealedKey));
}
