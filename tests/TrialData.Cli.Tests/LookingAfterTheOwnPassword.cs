using TrialData.Application.Administration.Credentials;
using Xunit;

namespace TrialData.Cli.Tests;

public sealed class LookingAfterTheOwnPassword : IDisposable
{
    private const string Password = "seven green bicycles";
    private const string Another = "eight red bicycles";

    private readonly CommandLine line = new();

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task A_person_changes_it_and_recovers_with_a_code_from_paper()
    {
        await line.CreatePublishedTrialAsync();
        var (key, codes) = await AcceptAsync();

        // The authenticator's code of this half minute was used up by setting it up.
        var wrong = await AnswerAsync(["account", "password"], "eva", Another);
        var weak = await AnswerAsync(["account", "password"], "eva", Password, CodeIn(key, steps: 1), "short");
        var recovered = await RecoverAsync(Password, codes[0]);
        var usedUp = await AnswerAsync(["account", "sign-in", "--recovery"], "eva", Password, codes[0]);
        var changed = await AnswerAsync(["account", "password"], "eva", Password, CodeIn(recovered, steps: 1), Another);
        var old = await AnswerAsync(["account", "sign-in"], "eva", Password);

        Assert.Equal((2, "Refused: signin.refused"), (wrong.ExitCode, LastOf(wrong.Error)));
        Assert.Equal((2, "Refused: password.too-weak"), (weak.ExitCode, LastOf(weak.Error)));
        Assert.Equal((2, "Refused: signin.refused"), (usedUp.ExitCode, LastOf(usedUp.Error)));
        Assert.Equal((0, "Changed the password of 'eva'."), (changed.ExitCode, LastOf(changed.Out)));
        Assert.Equal((2, "Refused: signin.refused"), (old.ExitCode, LastOf(old.Error)));
        Assert.DoesNotContain(Another, changed.Out + changed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trialdata account password --help", "account", "password", "eva")]
    [InlineData("trialdata account sign-in --help", "account", "sign-in", "--forgotten")]
    public async Task Wrong_usage_asks_nothing(string help, params string[] args)
    {
        var ran = await line.RunAsync(args);

        Assert.Equal(64, ran.ExitCode);
        Assert.EndsWith($"See '{help}'.\n", ran.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private async Task<(byte[] Key, string[] Codes)> AcceptAsync()
    {
        var invited = await line.RunAsync("account", "invite", "eva", "--json");
        using var accepting = line.StartAsking("account", "accept");
        await accepting.StandardInput.WriteLineAsync(invited.Json().GetProperty("invitation").GetProperty("text").GetString());
        await accepting.StandardInput.WriteLineAsync(Password);
        return await FinishAsync(accepting);
    }

    private async Task<byte[]> RecoverAsync(string password, string code)
    {
        using var recovering = line.StartAsking("account", "sign-in", "--recovery");
        await recovering.StandardInput.WriteLineAsync("eva");
        await recovering.StandardInput.WriteLineAsync(password);
        await recovering.StandardInput.WriteLineAsync(code);
        return (await FinishAsync(recovering)).Key;
    }

    private static async Task<(byte[] Key, string[] Codes)> FinishAsync(System.Diagnostics.Process process)
    {
        var key = await AuthenticatorAtTheTerminal.KeyShownAsync(process.StandardError);
        await process.StandardInput.WriteLineAsync(CodeIn(key, steps: 0));
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return (key, said.Split('\n').Where(text => text.StartsWith("  ", StringComparison.Ordinal)).Select(text => text.Trim()).ToArray());
    }

    private async Task<Ran> AnswerAsync(string[] args, params string[] answers)
    {
        using var process = line.StartAsking(args);
        foreach (var answer in answers)
        {
            await process.StandardInput.WriteLineAsync(answer);
        }

        process.StandardInput.Close();
        var (said, complained) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, said, complained);
    }

    private static string CodeIn(byte[] key, int steps) => Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow()) + steps);

    private static string LastOf(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')[^1];
}
