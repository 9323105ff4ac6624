using System.Net.Mail;

namespace TrialData.Hosting.Mail;

/// <summary>Where mail goes, and from whom.</summary>
public abstract record MailSettings(string From)
{
    private const string FolderPrefix = "folder:";
    private const string Smtp = "smtp";
    private const string SmtpWithoutTls = "smtp+plain";
    private const string DefaultFrom = "trialdata@localhost";

    // RFC 6409: submission with STARTTLS; RFC 5321: a relay of the house.
    private const int SubmissionPort = 587;
    private const int RelayPort = 25;

    /// <param name="place"><c>folder:PATH</c>, <c>smtp://user@host:587</c>, or <c>smtp+plain://host:25</c> for a server without TLS.</param>
    /// <param name="password">Of the user in the place; never part of the place, which is printed.</param>
    /// <exception cref="WrongSettingException">The place or the sender cannot be one.</exception>
    public static MailSettings Parse(string place, string? from, string? password)
    {
        if (from is not null && !MailAddress.TryCreate(from, out _))
        {
            throw new WrongSettingException(HostSettings.MailFromVariable, $"'{from}' is no e-mail address");
        }

        if (place.StartsWith(FolderPrefix, StringComparison.OrdinalIgnoreCase) && place.Length > FolderPrefix.Length)
        {
            return new MailFolder(Path.GetFullPath(place[FolderPrefix.Length..]), from ?? DefaultFrom);
        }

        if (!Uri.TryCreate(place, UriKind.Absolute, out var address) || address.Scheme is not (Smtp or SmtpWithoutTls) || address.Host.Length == 0)
        {
            throw new WrongSettingException(HostSettings.MailVariable, "it must be folder:PATH, smtp://user@host:587 or, without TLS, smtp+plain://host:25");
        }

        return Server(address, from, password);
    }

    private static SmtpServer Server(Uri address, string? from, string? password)
    {
        var user = Uri.UnescapeDataString(address.UserInfo);
        if (user.Contains(':', StringComparison.Ordinal))
        {
            throw new WrongSettingException(HostSettings.MailVariable, $"a password does not stand in the address: set {HostSettings.MailPasswordVariable}");
        }

        var withTls = address.Scheme == Smtp;
        if (user.Length > 0 && !withTls && !address.IsLoopback)
        {
            throw new WrongSettingException(HostSettings.MailVariable, "a user and password go to another machine with TLS alone: use smtp://");
        }

        if (from is null)
        {
            throw new WrongSettingException(HostSettings.MailFromVariable, "a server needs to know from whom mail comes");
        }

        var port = address.Port > 0 ? address.Port : withTls ? SubmissionPort : RelayPort;
        return new SmtpServer(address.Host, port, withTls, user.Length == 0 ? null : user, password, from);
    }
}

/// <summary>A folder in which each message becomes a file, for a program that fetches it from there, or for a look.</summary>
public sealed record MailFolder(string Folder, string From) : MailSettings(From);

/// <param name="User">Null for a server that asks for none.</param>
public sealed record SmtpServer(string Host, int Port, bool WithTls, string? User, string? Password, string From) : MailSettings(From)
{
    public override string ToString() => FormattableString.Invariant($"smtp://{Host}:{Port}");
}
