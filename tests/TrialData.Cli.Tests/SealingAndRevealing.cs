using System.Text;
using System.Text.Json;
using TrialData.Application.Administration;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary>A scheme at the terminal: sealed by one person, given its nonce by another, used, revealed by two, verified by anybody.</summary>
public sealed class SealingAndRevealing : IDisposable
{
    private const string Nonce = "drawn by lot on a Tuesday";

    private readonly CommandLine line = new();
    private readonly Staff staff;

    public SealingAndRevealing() => staff = new Staff(line);

    public void Dispose() => line.Dispose();

    [Fact]
    public async Task From_the_seal_to_the_proof()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        var researcher = await staff.RegisterAsync("researcher", Role.SiteResearcher, "S1");
        line.Write("design.json", TestProtocol.Design);

        var isSealed = await RunAsync("seal", "--design", "design.json", "--token", admin);
        var commitment = isSealed.Out.Split('\n')[1];
        Assert.Equal(
            $"Sealed: permuted blocks 2. Publish the commitment now, before the first allocation:\n{commitment}\nA second person now gives the nonce: trialdata randomisation nonce.\n",
            isSealed.Out);
        Assert.Matches("^[0-9a-f]{64}$", commitment);
        var given = await GiveNonceAsync();
        Assert.Equal($"Participants can be allocated, or clusters where they are randomised. Publish with the commitment:\ncommitment {commitment}\nnonce      {Hex(Nonce)}\n", given);
        var arms = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            var number = await EnrolWithBaselineAsync(researcher);
            var allocated = (await OkAsync("randomise", number, "--token", researcher, "--json")).Json();
            arms.Add(number, allocated.GetProperty("arm").GetString()!);
        }

        var read = await RunAsync("ledger");
        Assert.Equal("2 entries in " + line.PathOf("ledger.jsonl") + "\n", (await RunAsync("ledger", "--out", "ledger.jsonl")).Out);
        Assert.Equal(read.Out, await File.ReadAllTextAsync(line.PathOf("ledger.jsonl")));
        await RefusedAsync("allocation.not-revealed", "ledger", "--revealed", "--token", admin);
        await RefusedAsync("access.not-permitted", "ledger", "--token", researcher);
        await RefusedAsync("allocation.recruitment-open", "reveal", "--token", admin);
        foreach (var site in new[] { "S1", "S2" })
        {
            await OkAsync("site", "close", site, "--on", staff.Day, "--reason", "Recruitment is over");
        }

        Assert.StartsWith("Asked for. The other of manager and", (await RunAsync("reveal", "--token", admin)).Out, StringComparison.Ordinal);
        await RefusedAsync("allocation.second-person-needed", "reveal", "--token", admin);
        var revealed = (await RunAsync("reveal")).Out.Split('\n');
        Assert.Equal($"commitment {commitment}", revealed[0]);
        var secret = revealed[1]["secret     ".Length..];
        Assert.Equal(secret, (await RunAsync("reveal", "--token", admin, "--json")).Json().GetProperty("secret").GetString());

        var again = (await RunAsync("ledger", "--revealed", "--token", admin, "--out", "again.jsonl", "--json")).Json();
        Assert.Equal((2, commitment), (again.GetProperty("entries").GetInt32(), again.GetProperty("commitment").GetString()));
        Assert.Equal(read.Out, await File.ReadAllTextAsync(line.PathOf("again.jsonl")));
        var entries = read.Out.TrimEnd().Split('\n').Skip(1).Select(entry => JsonSerializer.Deserialize<JsonElement>(entry)).ToList();
        Assert.Equal(arms.Values, entries.Select(entry => entry.GetProperty("arm").GetString()));
        var verified = await RunAsync("verify", "ledger.jsonl", "--secret", secret);
        Assert.Equal(
            $"Sound: every one of 2 entries follows from commitment, nonce and secret.\nEnds in {entries[^1].GetProperty("hash").GetString()}\nThese must be what was published:\ncommitment {commitment}\nnonce      {Hex(Nonce)}\n", verified.Out);
    }

    [Fact]
    public async Task What_cannot_be_sealed_names_file_or_place_and_a_seal_is_for_good()
    {
        await staff.OpenTrialAsync();
        var admin = await staff.RegisterAsync("admin", Role.RandomisationAdministrator);
        line.Write("design.json", TestProtocol.Design);
        line.Write("faulty.json", JsonEdit.With(TestProtocol.Design, "blockSizes[1]", "5"));

        await RefusedAsync("allocation.scheme-not-sealed", "nonce", "--nonce", Nonce);
        await RefusedAsync("allocation.scheme-not-sealed", "ledger");
        await RefusedAsync("access.not-permitted", "seal", "--design", "design.json");
        var missing = await line.RunAsync("randomisation", "seal", "--design", "nowhere.json", "--token", admin);
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith($"There is no file {line.PathOf("nowhere.json")}.", missing.Error, StringComparison.Ordinal);
        var faulty = await line.RunAsync("randomisation", "seal", "--design", "faulty.json", "--token", admin);
        Assert.Equal((2, string.Empty), (faulty.ExitCode, faulty.Out));
        Assert.Contains("  blockSizes[1]: '5': is not a multiple of 2", faulty.Error, StringComparison.Ordinal);
        var fault = await RefusedAsync("allocation.invalid-design", "seal", "--design", "faulty.json", "--token", admin);
        Assert.Equal("blockSizes[1]", Assert.Single(fault.GetProperty("faults").EnumerateArray()).GetProperty("place").GetString());

        var isSealed = (await RunAsync("seal", "--design", "design.json", "--token", admin, "--json")).Json();
        Assert.Equal("permuted blocks 2", isSealed.GetProperty("procedure").GetString());
        await RefusedAsync("allocation.scheme-already-sealed", "seal", "--design", "design.json", "--token", admin);
        await RefusedAsync("allocation.nonce-of-the-sealer", "nonce", "--nonce", Nonce, "--token", admin);
        await RefusedAsync("request.invalid", "nonce", "--nonce", "fifteen letters");
        var given = (await RunAsync("nonce", "--nonce", Nonce, "--json")).Json();
        Assert.Equal((isSealed.GetProperty("commitment").GetString(), Hex(Nonce)), (given.GetProperty("commitment").GetString(), given.GetProperty("nonce").GetString()));
        await RefusedAsync("allocation.nonce-given-already", "nonce", "--nonce", Nonce);
    }

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    private async Task<string> EnrolWithBaselineAsync(string researcher)
    {
        var number = await staff.EnrolAsync(researcher);
        await OkAsync("form", "save", number, "mood", "low=3", "--visit", "baseline", "--on", staff.Day, "--token", researcher);
        return number;
    }

    // As a person does it who would not have the nonce in the history of the shell.
    private async Task<string> GiveNonceAsync()
    {
        using var process = line.StartAsking("randomisation", "nonce");
        await process.StandardInput.WriteLineAsync(Nonce);
        process.StandardInput.Close();
        var (said, asked) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Equal((0, "Nonce, any text of 16 characters or more: "), (process.ExitCode, await asked));
        return await said;
    }

    private Task<Ran> RunAsync(params string[] args) => OkAsync(["randomisation", .. args]);

    private async Task<Ran> OkAsync(params string[] args)
    {
        var ran = await line.RunAsync(args);
        Assert.Equal((0, string.Empty), (ran.ExitCode, ran.Error));
        return ran;
    }

    private async Task<JsonElement> RefusedAsync(string code, params string[] args)
    {
        var ran = await line.RunAsync(["randomisation", .. args, "--json"]);
        Assert.Equal((2, code), (ran.ExitCode, ran.RefusedJson()));
        return ran.Json().GetProperty("refused");
    }
}
