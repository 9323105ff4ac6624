using System.Net;
using System.Net.Mail;

namespace TrialData.Hosting.Mail;

/// <summary>Hands mail to an SMTP server; with TLS, a server that does not offer STARTTLS is refused.</summary>
public sealed class SmtpTransport(SmtpServer server) : IMailTransport
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        using var message = mail.From(server.From);
        using var client = new SmtpClient(server.Host, server.Port)
        {
            EnableSsl = server.WithTls,
            Credentials = server.User is { } user ? new NetworkCredential(user, server.Password) : null,
        };
        await client.SendMailAsync(message, cancellation);
    }
}
