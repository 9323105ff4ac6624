using TrialData.Application.Administration.Credentials;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class SigningInAtTheTerminal : IDisposable
{
    private const string Password = "seven green bicycles";

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task An_invitation_becomes_a_kept_token_of_the_person_invited()
    {
        await line.CreatePublishedTrialAsync();
        var invited = await line.RunAsync("account", "invite", "eva", "--json");
        var invitation = invited.Json().GetProperty("invitation").GetProperty("text").GetString()!;
        Assert.DoesNotContain("hash", invited.Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("accountId", invited.Out, StringComparison.OrdinalIgnoreCase);
        Directory.Delete(Path.Combine(line.Home, "trialdata", "tokens"), recursive: true);

        using var accepting = line.StartAsking("account", "accept");
        await accepting.StandardInput.WriteLineAsync(invitation);
        await accepting.StandardInput.WriteLineAsync(Password);
        var key = await AuthenticatorAtTheTerminal.KeyShownAsync(accepting.StandardError);
        await accepting.StandardInput.WriteLineAsync(Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        var said = await accepting.StandardOutput.ReadToEndAsync();
        await accepting.WaitForExitAsync();

        Assert.Equal(0, accepting.ExitCode);
        Assert.Equal(10, said.Split('\n').Count(text => text.StartsWith("  ", StringComparison.Ordinal)));
        var tokens = await line.RunAsync("token", "list", "--json");
        Assert.StartsWith("command line ", tokens.Json()[0].GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Contains("Refused: access.not-permitted", (await line.RunAsync("account", "invite", "adam")).Error, StringComparison.Ordinal);
        await using var store = new OpenedStore(line.StoreFile, line.KeyRing);
        Assert.Equal("Command line", await store.ValueAsync("SELECT MAX(Device) FROM SignInSession"));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_without_saying_so()
    {
        await line.CreatePublishedTrialAsync();

        using var signingIn = line.StartAsking("account", "sign-in");
        await signingIn.StandardInput.WriteLineAsync("eva");
        await signingIn.StandardInput.WriteLineAsync(Password);
        var said = await signingIn.StandardError.ReadToEndAsync();
        await signingIn.WaitForExitAsync();

        Assert.Equal(2, signingIn.ExitCode);
        Assert.Contains("Refused: signin.refused", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_made_for_a_permission_listed_and_revoked()
    {
        await line.CreatePublishedTrialAsync();
        var created = await line.RunAsync("token", "create", "nightly", "--for", "ActivateSite", "--json");
        var token = created.Json().GetProperty("token").GetProperty("text").GetString()!;
        Assert.Equal(["text"], created.Json().GetProperty("token").EnumerateObject().Select(property => property.Name));

        Assert.Contains("Refused: access.not-permitted", (await line.RunAsync("account", "invite", "eva", "--token", token)).Error, StringComparison.Ordinal);
        Assert.Contains("nightly: until ", (await line.RunAsync("token", "list")).Out, StringComparison.Ordinal);
        Assert.DoesNotContain(token, (await line.RunAsync("token", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await line.RunAsync("token", "revoke", "nightly")).ExitCode);
        Assert.Contains("Refused: access.unknown-token", (await line.RunAsync("account", "invite", "eva", "--token", token)).Error, StringComparison.Ordinal);
    }
}
