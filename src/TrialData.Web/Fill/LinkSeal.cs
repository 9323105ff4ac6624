using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace TrialData.Web.Fill;

/// <summary>Seals what a participant has answered so far, so that their browser carries it from page to page: readable by this program alone, for one link alone.</summary>
internal sealed class LinkSeal(IDataProtectionProvider protection)
{
    private const string Purpose = "TrialData.Web.Fill";

    // Nothing but this program reads it: letters of other scripts need not be spelt out in six signs each.
    private static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Seal(string token, LinkProgress progress) => ProtectorOf(token).Protect(JsonSerializer.Serialize(progress, Short));

    /// <summary>Null for what was changed, is of another link, or was sealed with keys that are gone.</summary>
    public LinkProgress? Open(string token, string? sealedProgress)
    {
        try
        {
            return string.IsNullOrEmpty(sealedProgress) ? null : JsonSerializer.Deserialize<LinkProgress>(ProtectorOf(token).Unprotect(sealedProgress), Short);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(string token) => protection.CreateProtector(Purpose, token);
}
