using System.Globalization;
using TrialData.Application.Administration.Credentials;
using TrialData.Hosting.Mail;
using TrialData.Storage;

namespace TrialData.Hosting;

/// <summary>What both doors are composed from.</summary>
/// <param name="KeyRing">The folder of the keys that seal secrets. Both doors must be given the same.</param>
public sealed record HostSettings(StoreLocation Store, string KeyRing)
{
    public const string StoreVariable = "TRIALDATA_STORE";
    public const string KeyRingVariable = "TRIALDATA_KEYS";
    public const string MailVariable = "TRIALDATA_MAIL";
    public const string MailFromVariable = "TRIALDATA_MAIL_FROM";
    public const string MailPasswordVariable = "TRIALDATA_MAIL_PASSWORD";
    public const string PasswordDaysVariable = "TRIALDATA_PASSWORD_MAX_AGE_DAYS";
    public const string DefaultStore = "trialdata.db";

    /// <summary>Where the store is, without what only the program should know of it.</summary>
    public string Place => Store.Place;

    /// <summary>Whether there is a store at the place; of a server that is taken for granted.</summary>
    public bool HasStore => Store.Exists;

    /// <summary>Whether the store is a file on this machine.</summary>
    public bool IsFile => Store.Engine == Engine.Sqlite;

    /// <summary>Where mail goes; null where it stays in the outbox.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>How long passwords last: without end, unless the environment says otherwise.</summary>
    public PasswordPolicy Passwords { get; init; } = PasswordPolicy.WithoutEnd;

    /// <summary>Settings from what was given, else from the environment, else the defaults.</summary>
    /// <exception cref="WrongSettingException">One of them cannot be used.</exception>
    public static HostSettings From(string? store, string? keyRing, string? mail = null) => new(
        StoreLocation.Parse(store ?? Variable(StoreVariable) ?? DefaultStore),
        keyRing ?? Variable(KeyRingVariable) ?? DefaultKeyRing())
    {
        Mail = (mail ?? Variable(MailVariable)) is { } place
            ? MailSettings.Parse(place, Variable(MailFromVariable), Variable(MailPasswordVariable))
            : null,
        Passwords = new PasswordPolicy(PasswordDays()),
    };

    /// <summary>The configuration folder of the operating-system user.</summary>
    public static string UserFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? folder
            : Path.GetTempPath(),
        "trialdata");

    // A variable that is set to nothing names no place.
    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static int? PasswordDays() => Variable(PasswordDaysVariable) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0
            ? days
            : throw new WrongSettingException(PasswordDaysVariable, $"'{text}' is no number of days, 1 or more");

    private static string DefaultKeyRing() => Path.Combine(UserFolder(), "keys");
}
