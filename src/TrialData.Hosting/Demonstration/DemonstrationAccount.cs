using TrialData.Application.Administration.Credentials;

namespace TrialData.Hosting.Demonstration;

/// <summary>How anybody signs in to a demonstration under a name of its cast.</summary>
/// <param name="Key">Of the authenticator, as hexadecimal digits.</param>
public sealed record DemonstrationAccount(string Name, string Roles, string? Site, string Key)
{
    /// <summary>The password of every account of every demonstration: it protects nothing.</summary>
    public const string Password = "only simulated people";

    /// <summary>What the authenticator shows.</summary>
    public string CodeAt(DateTimeOffset now) => Totp.CodeAt(Convert.FromHexString(Key), Totp.StepAt(now));
}
