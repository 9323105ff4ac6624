using TrialData.Hosting.Mail;
using Xunit;

namespace TrialData.Hosting.Tests.Mail;

public sealed class ChoosingWhereMailGoes
{
    private const string From = "trial@example.org";

    [Theory]
    [InlineData("smtp://mail.example.org", "mail.example.org", 587, true, null)]
    [InlineData("smtp://trial%40example.org@mail.example.org:2525", "mail.example.org", 2525, true, "trial@example.org")]
    [InlineData("smtp+plain://relay", "relay", 25, false, null)]
    [InlineData("smtp+plain://user@localhost", "localhost", 25, false, "user")]
    public void Names_a_server_with_tls_unless_told_otherwise(string place, string host, int port, bool withTls, string? user) => Assert.Equal(
        new SmtpServer(host, port, withTls, user, "secret", From), MailSettings.Parse(place, From, "secret"));

    [Fact]
    public void Names_a_folder() =>
        Assert.Equal(new MailFolder(Path.GetFullPath("mail"), "trialdata@localhost"), MailSettings.Parse("folder:mail", from: null, password: null));

    [Theory]
    [InlineData("mail.example.org", From, "it must be folder:PATH")]
    [InlineData("folder:", From, "it must be folder:PATH")]
    [InlineData("http://mail.example.org", From, "it must be folder:PATH")]
    [InlineData("smtp://user:secret@mail.example.org", From, "a password does not stand in the address")]
    [InlineData("smtp+plain://user@mail.example.org", From, "with TLS alone")]
    [InlineData("smtp://mail.example.org", null, "from whom mail comes")]
    [InlineData("smtp://mail.example.org", "nobody", "'nobody' is no e-mail address")]
    public void Says_what_is_wrong_and_repeats_no_password(string place, string? from, string reason)
    {
        var fault = Assert.Throws<WrongSettingException>(() => MailSettings.Parse(place, from, password: null));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_s_password_is_not_printed() => Assert.DoesNotContain("secret", MailSettings.Parse("smtp://relay", From, "secret").ToString(), StringComparison.Ordinal);
}
