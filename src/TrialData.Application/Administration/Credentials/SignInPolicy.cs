namespace TrialData.Application.Administration.Credentials;

/// <summary>The numbers of signing in.</summary>
/// <remarks>Length over composition: NIST SP 800-63B, section 5.1.1.</remarks>
public static class SignInPolicy
{
    public const int ShortestPassword = 12;
    public const int LongestPassword = 200;

    /// <summary>So many passwords, the present one included, are not taken again.</summary>
    public const int PasswordsRemembered = 12;

    public const int RecoveryCodes = 10;

    /// <summary>Characters for what somebody signs in with: words of a door, not what a browser says of itself.</summary>
    public const int LongestDevice = 60;

    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan AbsoluteLimit = TimeSpan.FromHours(12);

    /// <summary>How long a password alone lets one give the second factor.</summary>
    public static readonly TimeSpan SecondFactorLimit = TimeSpan.FromMinutes(10);

    private const int FreeFailures = 5;
    private const int MostDoublings = 10;
    private static readonly TimeSpan FirstLock = TimeSpan.FromMinutes(1);

    /// <summary>Until when an account is locked after so many failures in a row: a minute after the fifth, doubling to 17 hours.</summary>
    public static DateTimeOffset? LockedUntil(int failures, DateTimeOffset now) =>
        failures < FreeFailures ? null : now + (FirstLock * (1 << Math.Min(failures - FreeFailures, MostDoublings)));
}
