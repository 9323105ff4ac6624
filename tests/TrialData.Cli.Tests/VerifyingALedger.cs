using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrialData.Application.Administration;
using TrialData.Application.Allocation;
using TrialData.Application.Protocol;
using TrialData.Storage;
using TrialData.Testing;
using Xunit;

namespace TrialData.Cli.Tests;

/// <summary><c>trialdata randomisation verify</c>, which needs no store: a ledger of five allocations, and what becomes of it.</summary>
public sealed class VerifyingALedger : IAsyncLifetime, IDisposable
{
    private const int Entries = 5;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CommandLine line = new();
    private string[] lines = [];
    private string secret = string.Empty;

    public async Task InitializeAsync() => (lines, secret) = await RevealedAsync();

    private static async Task<(string[] Lines, string Secret)> RevealedAsync()
    {
        await using var trial = await TrialHost.OpenAsync(Engine.Sqlite);
        for (var i = 0; i < Entries; i++)
        {
            var site = i == 1 ? "S2" : "S1";
            _ = (await trial.RandomiseAsync(site, await trial.EnrolWithBaselineAsync(site))).Value;
        }

        foreach (var site in new[] { "S1", "S2" })
        {
            _ = (await trial.AskAsync<CloseSite, Site>("founder", new CloseSite(trial.TrialCode, site, TrialHost.FirstDay, "Recruitment is over."))).Value;
        }

        _ = (await trial.AskAsync<RevealScheme, SchemeReveal>("admin", new RevealScheme(trial.TrialCode))).Value;
        var revealed = (await trial.AskAsync<RevealScheme, SchemeReveal>("founder", new RevealScheme(trial.TrialCode))).Value.Secret!;
        return ([.. (await trial.AskAsync<ExportLedger, Ledger>("admin", new ExportLedger(trial.TrialCode))).Value.Lines], revealed);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => line.Dispose();

    // The third entry is the second at its site, so there are counts before it. A column that follows from scheme, secret and the
    // entries before is named itself; who and when follow from nothing, and are held by the hash.
    [Fact]
    public async Task Names_the_column_that_was_tampered_with()
    {
        (string Column, Func<JsonNode, JsonNode> Change, string Named)[] changes =
        [
            ("arm", arm => (string)arm! == "NEW" ? "OLD" : "NEW", "arm is"),
            ("cells", _ => new JsonArray(), "cells is"),
            ("draw", draw => With(draw, "bound", 9), "draw.bound is"),
            ("draw", draw => With(draw, "cell", "site=S2"), "draw.cell is"),
            ("draw", draw => With(draw, "counter", 8), "draw.counter is"),
            ("draw", draw => With(draw, "value", 7), "draw.value is"),
            ("hash", _ => new string('0', 64), "hash is"),
            ("imbalance", _ => new JsonArray(1, 1), "imbalance is"),
            ("kind", _ => "manual", "draw is"),
            ("levels", _ => new JsonObject { ["site"] = "S2" }, "cells is"),
            ("participant", _ => Guid.Empty.ToString("D"), "hash is"),
            ("previous", _ => new string('0', 64), "previous is"),
            ("probabilities", _ => new JsonArray("1/4", "3/4"), "probabilities is"),
            ("recordedAt", _ => "2027-01-05T09:00:00+00:00", "hash is"),
            ("schemeId", _ => Guid.Empty.ToString("D"), "schemeId is"),
            ("sequence", _ => 4, "sequence is"),
        ];
        var entry = JsonNode.Parse(lines[3])!.AsObject();
        Assert.Equal(entry.Select(column => column.Key), changes.Select(change => change.Column).Distinct());

        foreach (var (column, change, named) in changes)
        {
            var changed = entry.DeepClone();
            changed[column] = change(changed[column]!);
            Assert.NotEqual(lines[3], changed.ToJsonString(Relaxed));
            var says = column == "sequence" ? 4 : 3;
            await FaultAsync(2, FormattableString.Invariant($"Line 4 (entry {says}): {named} "), [.. lines[..3], changed.ToJsonString(Relaxed), .. lines[4..]]);
        }
    }

    [Fact]
    public async Task Names_the_header_that_was_tampered_with_and_the_line_that_is_missing_moved_or_unreadable()
    {
        var header = JsonNode.Parse(lines[0])!;
        await FaultAsync(0, "Line 1: commitment is ", [Changed(header, "commitment", new string('0', 64)), .. lines[1..]]);
        await FaultAsync(0, "Line 1: commitment is ", [lines[0].Replace("\"blockSizes\":[2,4]", "\"blockSizes\":[2,6]", StringComparison.Ordinal), .. lines[1..]]);
        await FaultAsync(0, "Line 2 (entry 1): ", [Changed(header, "nonce", new string('a', 32)), .. lines[1..]]);
        await FaultAsync(1, "Line 3 (entry 3): sequence is ", [.. lines[..2], .. lines[3..]]);
        await FaultAsync(1, "Line 3 (entry 3): sequence is ", [.. lines[..2], lines[3], lines[2], .. lines[4..]]);
        await FaultAsync(2, "Line 4: line is ", [.. lines[..3], "{", .. lines[4..]]);
        await FaultAsync(0, "Line 1: line is ", []);
        await FaultAsync(0, "Line 1: line is ", lines[1..]);
    }

    // Whoever cuts off the end leaves a ledger that follows; only a note of its end tells.
    [Fact]
    public async Task Misses_a_tail_where_its_end_was_noted()
    {
        var hash = JsonNode.Parse(lines[^1])!["hash"]!.GetValue<string>();
        string[] noted = ["--entries", "5", "--hash", hash];

        Assert.Equal(0, (await VerifyAsync(lines, noted)).ExitCode);
        Assert.Equal(0, (await VerifyAsync(lines[..^1])).ExitCode);
        await FaultAsync(4, "Line 5 (entry 4): head is ", lines[..^1], noted);
        Assert.Equal((2, "allocation.head-half-noted"), Refused(await VerifyAsync(lines[..^1], "--entries", "5", "--json")));
        Assert.Equal((2, "allocation.head-half-noted"), Refused(await VerifyAsync(lines[..^1], "--hash", hash, "--json")));
    }

    // The ledger has grown since its end was noted, and is honest.
    [Fact]
    public async Task Goes_on_after_the_end_that_was_noted()
    {
        string HashOf(int entry) => JsonNode.Parse(lines[entry])!["hash"]!.GetValue<string>();

        Assert.Equal(0, (await VerifyAsync(lines, "--entries", "3", "--hash", HashOf(3).ToUpperInvariant())).ExitCode);
        await FaultAsync(3, "Line 4 (entry 3): head is ", lines, "--entries", "3", "--hash", HashOf(4));
        await FaultAsync(5, "Line 6 (entry 5): head is ", lines, "--entries", "6", "--hash", HashOf(5));
    }

    // A forger writes a whole ledger under a secret of their own, with the commitment to it: it follows from itself.
    [Fact]
    public async Task Is_of_the_commitment_and_nonce_that_were_published()
    {
        var forged = await RevealedAsync();
        var header = JsonNode.Parse(lines[0])!;
        var (commitment, nonce) = ((string)header["commitment"]!, (string)header["nonce"]!);
        string[] published = ["--commitment", commitment.ToUpperInvariant(), "--nonce", nonce];

        var own = await VerifyAsync(lines, published);
        Assert.Equal(0, own.ExitCode);
        Assert.EndsWith($"These must be what was published:\ncommitment {commitment}\nnonce      {nonce}\n", own.Out, StringComparison.Ordinal);
        var file = line.Write("forged.jsonl", string.Concat(forged.Lines.Select(entry => entry + "\n")));
        Assert.Equal(0, (await line.RunAsync("randomisation", "verify", file, "--secret", forged.Secret)).ExitCode);

        var found = await line.RunAsync(["randomisation", "verify", file, "--secret", forged.Secret, .. published]);
        Assert.Equal(1, found.ExitCode);
        Assert.Contains($"Line 1: commitment is '{(string)JsonNode.Parse(forged.Lines[0])!["commitment"]!}', not '{commitment.ToUpperInvariant()}'", found.Out, StringComparison.Ordinal);
        await FaultAsync(0, $"Line 1: nonce is '{nonce}', not '{nonce}00': the nonce is the one that was published.", lines, "--nonce", nonce + "00");
    }

    [Fact]
    public async Task Answers_in_JSON_and_tells_a_wrong_secret_from_none_and_a_file_that_is_not_there()
    {
        var sound = await VerifyAsync(lines, "--json");
        Assert.Equal((0, Entries, JsonValueKind.Null), (sound.ExitCode, sound.Json().GetProperty("entries").GetInt32(), sound.Json().GetProperty("fault").ValueKind));
        var file = line.Write("ledger.jsonl", string.Join("\r\n", lines) + "\r\n");
        Assert.Equal(0, (await line.RunAsync("randomisation", "verify", file, "--secret", secret.ToUpperInvariant())).ExitCode);

        var other = await line.RunAsync("randomisation", "verify", file, "--secret", new string('0', 64), "--json");
        Assert.Equal((1, 0), (other.ExitCode, other.Json().GetProperty("entries").GetInt32()));
        Assert.StartsWith("Line 1: commitment is ", other.Json().GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, "allocation.not-a-secret"), Refused(await line.RunAsync("randomisation", "verify", file, "--secret", "abc", "--json")));
        var missing = await line.RunAsync("randomisation", "verify", "nowhere.jsonl", "--secret", secret);
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith($"There is no file {line.PathOf("nowhere.jsonl")}.", missing.Error, StringComparison.Ordinal);
    }

    private static JsonNode With(JsonNode node, string member, JsonNode value)
    {
        var changed = node.DeepClone();
        changed[member] = value;
        return changed;
    }

    private static string Changed(JsonNode node, string member, JsonNode value) => With(node, member, value).ToJsonString(Relaxed);

    private static (int ExitCode, string? Code) Refused(Ran ran) => (ran.ExitCode, ran.RefusedJson());

    private Task<Ran> VerifyAsync(IEnumerable<string> ledger, params string[] more) =>
        line.RunAsync(["randomisation", "verify", line.Write("ledger.jsonl", string.Concat(ledger.Select(entry => entry + "\n"))), "--secret", secret, .. more]);

    private async Task FaultAsync(int sound, string fault, string[] ledger, params string[] more)
    {
        var ran = await VerifyAsync(ledger, more);
        Assert.Equal((1, string.Empty), (ran.ExitCode, ran.Error));
        var said = ran.Out.Split('\n');
        Assert.Equal(FormattableString.Invariant($"The ledger does not follow from scheme and secret. {sound} entries are sound."), said[0]);
        Assert.StartsWith(fault, said[1], StringComparison.Ordinal);
    }
}
