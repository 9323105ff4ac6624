using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace TrialData.Hosting.Mail;

/// <param name="MessageId">The same for every attempt at the message.</param>
public sealed record OutgoingMail(Guid MessageId, string Recipient, string Subject, string Body)
{
    public override string ToString() => $"{nameof(OutgoingMail)} {MessageId:D}";

    /// <exception cref="FormatException">An address or the subject is none, or would begin a header of its own.</exception>
    internal MailMessage From(string sender)
    {
        var message = new MailMessage(new MailAddress(sender), new MailAddress(Recipient))
        {
            Subject = Subject,
            Body = Body,
            BodyEncoding = Encoding.UTF8,
            // Plain wherever it can be: an invitation is copied out of a file too.
            BodyTransferEncoding = Ascii.IsValid(Body) ? TransferEncoding.SevenBit : TransferEncoding.QuotedPrintable,
        };
        message.Headers.Add("Message-ID", $"<{MessageId:N}@trialdata>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}

/// <summary>Takes one message out of the house.</summary>
public interface IMailTransport
{
    Task SendAsync(OutgoingMail mail, CancellationToken cancellation);
}
