using Microsoft.AspNetCore.DataProtection;
using TrialData.Application.Administration.Mail;

namespace TrialData.Hosting;

/// <summary>Texts of mail that waits, sealed with the key ring that lives outside the database.</summary>
public sealed class SealedLetters(IDataProtectionProvider provider) : ILetterSealer
{
    private readonly IDataProtector protector = provider.CreateProtector("TrialData.Mail.Body.v1");

    public string Seal(string text) => protector.Protect(text);

    public string Unseal(string sealedText) => protector.Unprotect(sealedText);
}
