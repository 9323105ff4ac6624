using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;
using TrialData.Hosting;

namespace TrialData.Cli.Commands;

/// <summary>Runs the pages, which are a program of their own: this one is built without Node.js, which they need.</summary>
internal static class ServeCommand
{
    private const string Program = "TrialData.Web.dll";

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port on this machine.",
        HelpName = "P",
        DefaultValueFactory = _ => 5000,
    };

    public static Command Build()
    {
        var command = new Command("serve", "Serves the pages on this machine until it is stopped. Where there is no store yet, they begin one or offer the demonstration.")
        {
            Port, CommonOptions.Store, CommonOptions.KeyRing, CommonOptions.Mail, CommonOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var asJson = parsed.GetValue(CommonOptions.Json);
        if (Places().FirstOrDefault(File.Exists) is not { } program)
        {
            return Answer.Refuse(new PagesNotBuilt(Program), asJson);
        }

        var start = new ProcessStartInfo(Runtime()) { UseShellExecute = false };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{parsed.GetValue(Port)}"));

        // By the environment: a connection string has a password, and arguments are seen by everybody on the machine.
        foreach (var (variable, value) in new[]
        {
            (HostSettings.StoreVariable, parsed.GetValue(CommonOptions.Store)),
            (HostSettings.KeyRingVariable, parsed.GetValue(CommonOptions.KeyRing)),
            (HostSettings.MailVariable, parsed.GetValue(CommonOptions.Mail)),
        })
        {
            if (value is not null)
            {
                start.Environment[variable] = value;
            }
        }

        using var pages = Process.Start(start)!;
        try
        {
            await pages.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // What stopped this program at a terminal stopped the other one too; what did not is stopped here.
            pages.Kill();
            await pages.WaitForExitAsync(CancellationToken.None);
            return 0;
        }

        return pages.ExitCode;
    }

    // The one that runs this program, or the one on the path.
    private static string Runtime() => Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";

    // Published together, or built together from the sources.
    private static IEnumerable<string> Places()
    {
        var own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        yield return Path.Combine(own, Program);
        yield return Path.GetFullPath(Path.Combine(own, "..", "..", "TrialData.Web", Path.GetFileName(own), Program));
    }
}

internal sealed record PagesNotBuilt(string Program)
    : Refusal("serve.not-built", $"The pages, {Program}, are not beside this program. From the sources, build them by 'dotnet build src/TrialData.Web', which needs Node.js with npm.");
