using System.Net.Mail;

namespace TrialData.Hosting.Mail;

/// <summary>Writes each message to a file of its own. A second attempt at a message replaces the file of the first.</summary>
public sealed class FileDrop(MailFolder drop) : IMailTransport
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var name = mail.MessageId.ToString("N");

        // Written elsewhere first: whoever watches the folder sees whole files alone.
        var unfinished = OwnFolder.Make(Path.Combine(OwnFolder.Make(drop.Folder).FullName, "." + name));
        try
        {
            using var message = mail.From(drop.From);
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = unfinished.FullName,
            };
            await client.SendMailAsync(message, cancellation);
            var written = unfinished.EnumerateFiles().Single();
            if (!OperatingSystem.IsWindows())
            {
                written.UnixFileMode = OwnerAlone;
            }

            written.MoveTo(Path.Combine(drop.Folder, name + ".eml"), overwrite: true);
        }
        finally
        {
            unfinished.Delete(recursive: true);
        }
    }
}
