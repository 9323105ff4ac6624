using System.CommandLine;
using System.Text;
using TrialData.Application.Allocation;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>Writes a ledger as it is read, part after part.</summary>
internal static class LedgerCommand
{
    private static readonly Option<FileInfo?> Out = new("--out", "-o") { Description = "Where the ledger goes. Default: standard output.", HelpName = "FILE" };

    private static readonly Option<bool> Revealed = new("--revealed") { Description = "Ask as one who may see the ledger once the secret is revealed." };

    public static Command Build()
    {
        var command = new Command("ledger", "Writes the ledger of the allocations, arms included: one JSON object a line, the scheme first.") { Out, Revealed, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var session = Session.Open(parsed);
        var asJson = parsed.GetValue(CommonOptions.Json);
        if (parsed.GetValue(Out) is { } file)
        {
            var written = await WholeFile.WriteAsync(file, stream => WriteAsync(session, parsed, stream, cancellation));
            return Answer.Give(written, asJson, ledger => Screen.Line(FormattableString.Invariant($"{ledger.Entries} entries in {file.FullName}")));
        }

        // JSON is one document, with every line in it.
        var lines = new List<string>();
        var read = await ReadAsync(
            session,
            parsed,
            part =>
            {
                if (asJson)
                {
                    lines.AddRange(part);
                }
                else
                {
                    part.ToList().ForEach(Screen.Line);
                }

                return Task.CompletedTask;
            },
            cancellation);
        return read.IsRefused ? Answer.Refuse(read.Refusal!, asJson) : Answer.Give<Ledger>(read.Value with { Lines = lines }, asJson, _ => { });
    }

    private static async Task<Outcome<Ledger>> WriteAsync(Session session, ParseResult parsed, Stream stream, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        return await ReadAsync(
            session,
            parsed,
            async part =>
            {
                foreach (var line in part)
                {
                    await text.WriteLineAsync(line.AsMemory(), cancellation);
                }
            },
            cancellation);
    }

    // What is told at the end is the last part without its lines, which are written.
    private static async Task<Outcome<Ledger>> ReadAsync(Session session, ParseResult parsed, Func<IReadOnlyList<string>, Task> write, CancellationToken cancellation)
    {
        for (var entries = 0L; ;)
        {
            var part = await AskAsync(session, parsed, entries, cancellation);
            if (part.IsRefused)
            {
                return part;
            }

            await write(part.Value.Lines);
            if (part.Value.IsWhole)
            {
                return part.Value with { Lines = [] };
            }

            entries = part.Value.Entries;
        }
    }

    private static async Task<Outcome<Ledger>> AskAsync(Session session, ParseResult parsed, long after, CancellationToken cancellation)
    {
        if (parsed.GetValue(Revealed))
        {
            return await InTrial.AskAsync<ExportLedger, Ledger>(session, parsed, trial => new ExportLedger(trial, after), cancellation);
        }

        var read = await InTrial.AskAsync<ReadLedger, Ledger>(session, parsed, trial => new ReadLedger(trial, after), cancellation);
        return read.Refusal is NotPermitted refused
            ? refused with { Message = $"{refused.Message} Whoever may see the ledger once the secret is revealed asks with --revealed." }
            : read;
    }
}
