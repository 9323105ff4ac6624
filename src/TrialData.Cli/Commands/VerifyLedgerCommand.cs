using System.CommandLine;
using TrialData.Application.Allocation;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

internal static class VerifyLedgerCommand
{
    private static readonly Argument<FileInfo> LedgerFile = new("ledger") { Description = "The file that 'trialdata randomisation ledger' wrote." };

    private static readonly Option<string> Secret = new("--secret")
    {
        Description = "The revealed secret, 64 hexadecimal digits.",
        HelpName = "HEX",
        Required = true,
    };

    private static readonly Option<long?> Entries = new("--entries") { Description = "How many entries the ledger had when its end was noted elsewhere; with --hash.", HelpName = "N" };

    private static readonly Option<string?> Hash = new("--hash") { Description = "The hash of the last of them; with --entries.", HelpName = "HEX" };

    private static readonly Option<string?> Commitment = new("--commitment") { Description = "The commitment as it was published: the ledger must be of no other.", HelpName = "HEX" };

    private static readonly Option<string?> Nonce = new("--nonce") { Description = "The nonce as it was published, in hexadecimal.", HelpName = "HEX" };

    private static readonly Option<FileInfo?> List = new("--list", "-l") { Description = "The revealed list (CSV), where the scheme is an uploaded list.", HelpName = "FILE" };

    public static Command Build()
    {
        var command = new Command("verify", "Replays a ledger from its file and the revealed secret, without any store. Names the first allocation that does not follow.")
        {
            LedgerFile, Secret, Commitment, Nonce, Entries, Hash, List, CommonOptions.Json,
        };
        command.SetAction(VerifyAsync);
        return command;
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var lines = LinesOf(parsed.GetRequiredValue(LedgerFile));
        var list = parsed.GetValue(List) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellation) : null;
        var request = new VerifyLedger(lines, parsed.GetRequiredValue(Secret), parsed.GetValue(Entries), parsed.GetValue(Hash), list)
        {
            PublishedCommitment = parsed.GetValue(Commitment),
            PublishedNonce = parsed.GetValue(Nonce),
        };

        // Verification needs no store: the handler is open to all and stands alone.
        var outcome = await new VerifyLedgerHandler().HandleAsync(request, cancellation);
        var code = Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), Write);
        return code == ExitCode.Done && outcome.Value.Fault is not null ? ExitCode.Fault : code;
    }

    // Unlike File.ReadLines, this begins anew each time, and the header is read before the whole.
    private static IEnumerable<string> LinesOf(FileInfo file)
    {
        using var reader = new StreamReader(file.FullName);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static void Write(LedgerVerification verification)
    {
        if (verification.Fault is { } fault)
        {
            Screen.Line(FormattableString.Invariant($"The ledger does not follow from scheme and secret. {verification.Entries} entries are sound.\n{fault}"));
            return;
        }

        Screen.Line(FormattableString.Invariant($"Sound: every one of {verification.Entries} entries{(verification.Earlier > 0 ? FormattableString.Invariant($", and of {verification.Earlier} allocations before the ledger,") : "")} follows from commitment, nonce and secret.\nEnds in {verification.LastHash}"));
        Screen.Line("These must be what was published:");
        Screen.Line($"commitment {verification.Commitment}");
        Screen.Line($"nonce      {verification.Nonce ?? "none"}");
    }
}
