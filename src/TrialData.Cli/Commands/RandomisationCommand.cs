using System.CommandLine;
using TrialData.Application.Allocation;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands;

/// <summary>What is done with a scheme: sealed, given its nonce, revealed; its ledger read and verified.</summary>
internal static class RandomisationCommand
{
    private static readonly Option<FileInfo> Design = new("--design", "-d")
    {
        Description = "The design (JSON): procedure, arms, factors. Keep it from whoever enrols.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<FileInfo?> List = new("--list", "-l")
    {
        Description = "The list (CSV), where the design is that of an uploaded list. Keep it from whoever enrols; delete the file once it is sealed.",
        HelpName = "FILE",
    };

    private static readonly Option<FileInfo?> RevealedList = new("--list", "-l")
    {
        Description = "Where the rows of an uploaded list go. Default: standard output.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Nonce = new("--nonce")
    {
        Description = "Any text of 16 bytes or more that whoever sealed could not foresee. Default: a prompt.",
        HelpName = "TEXT",
    };

    private static readonly Option<string?> Because = new("--deterministic-because")
    {
        Description = "Why allocations may follow from what is known, where the design's probability is 1. You sign it with your password.",
        HelpName = "TEXT",
    };

    public static Command Build() => new("randomisation", "The scheme of a trial: assessed, sealed, given a second person's nonce, revealed and verified; EDC systems that use it.")
    {
        AssessCommand.Build(), ClustersCommand.BuildAssess(), CheckListCommand.Build(), BuildSeal(), BuildNonce(), ClustersCommand.BuildAllocate(), LedgerCommand.Build(), BuildReveal(),
        VerifyLedgerCommand.Build(), EdcCommand.Build(),
    };

    private static Command BuildSeal()
    {
        var command = new Command("seal", "Draws the secret of a design, seals it and commits to it. A sealed scheme never changes.") { Design, List, Because, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction(async (parsed, cancellation) =>
        {
            var design = await File.ReadAllTextAsync(parsed.GetRequiredValue(Design).FullName, cancellation);
            var list = parsed.GetValue(List) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellation) : null;
            var because = parsed.GetValue(Because);
            var password = because is null ? null : Ask.Hidden("Your own password, to sign that chance is waived");
            return await InTrial.RunAsync<SealScheme, SchemeSealed>(parsed, trial => new SealScheme(trial, design, list, because, password), Write, cancellation);
        });
        return command;
    }

    private static Command BuildNonce()
    {
        var command = new Command("nonce", "Mixes a second person's nonce into the sealed scheme; then participants, or clusters, can be allocated.") { Nonce, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction((parsed, cancellation) =>
        {
            var nonce = parsed.GetValue(Nonce) ?? Ask.For("Nonce, any text of 16 characters or more");
            return InTrial.RunAsync<GiveNonce, NonceGiven>(parsed, trial => new GiveNonce(trial, nonce), Write, cancellation);
        });
        return command;
    }

    private static Command BuildReveal()
    {
        var command = new Command("reveal", "Reveals the secret after the last allocation: a manager and a randomisation administrator, one after the other.") { RevealedList, CommonOptions.Trial, CommonOptions.Json };
        command.WithAccount().SetAction(async (parsed, cancellation) =>
        {
            await using var session = Session.Open(parsed);
            var outcome = await InTrial.AskAsync<RevealScheme, SchemeReveal>(session, parsed, trial => new RevealScheme(trial), cancellation);
            if (!outcome.IsRefused && outcome.Value.List is { } rows && parsed.GetValue(RevealedList) is { } file)
            {
                // As it was sealed, to the letter: its digest is what was committed to.
                await WholeFile.WriteAsync(file, rows, cancellation);
            }

            return Answer.Give(outcome, parsed.GetValue(CommonOptions.Json), reveal => Write(reveal, parsed.GetValue(RevealedList)));
        });
        return command;
    }

    private static void Write(SchemeSealed scheme)
    {
        Screen.Line($"Sealed: {scheme.Procedure}. Publish the commitment now, before the first allocation:");
        Screen.Line(scheme.Commitment);
        Screen.Line("A second person now gives the nonce: trialdata randomisation nonce.");
        foreach (var warning in scheme.Warnings)
        {
            Screen.Line($"Warning: {Shown.Text(warning)}");
        }
    }

    private static void Write(NonceGiven given)
    {
        Screen.Line("Participants can be allocated, or clusters where they are randomised. Publish with the commitment:");
        Screen.Line($"commitment {given.Commitment}");
        Screen.Line($"nonce      {given.Nonce}");
    }

    private static void Write(SchemeReveal reveal, FileInfo? list)
    {
        if (reveal.Secret is { } secret)
        {
            Screen.Line($"commitment {reveal.Commitment}");
            Screen.Line($"secret     {secret}");
            Screen.Line(reveal.List is null
                ? "Anybody can verify the ledger with it: trialdata randomisation verify LEDGER --secret SECRET."
                : "Anybody can verify the ledger with secret and list: trialdata randomisation verify LEDGER --secret SECRET --list LIST.");
            WriteList(reveal.List, list);
        }
        else
        {
            Screen.Line("Asked for. The other of manager and randomisation administrator now reveals the secret by the same command.");
        }
    }

    private static void WriteList(string? rows, FileInfo? file)
    {
        if (rows is not null && file is not null)
        {
            Screen.Line($"list       {file.FullName}");
        }
        else if (rows is not null)
        {
            Screen.Line("list");
            Screen.Line(rows.TrimEnd());
        }
    }
}
