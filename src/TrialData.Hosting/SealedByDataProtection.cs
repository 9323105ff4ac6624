using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Allocation;

namespace TrialData.Hosting;

/// <summary>Seals randomisation secrets with ASP.NET Core Data Protection, whose key ring lives outside the database.</summary>
public sealed class SealedByDataProtection(IDataProtectionProvider provider) : ISealer
{
    private readonly IDataProtector protector = provider.CreateProtector("TrialData.Allocation.Secret.v1");

    public string Seal(byte[] secret) => Convert.ToBase64String(protector.Protect(secret));

    public byte[] Unseal(string sealedSecret) => protector.Unprotect(Convert.FromBase64String(sealedSecret));
}
