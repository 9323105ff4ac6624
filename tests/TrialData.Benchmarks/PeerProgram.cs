using System.Diagnostics;

namespace TrialData.Benchmarks;

/// <summary>Runs a program that a user would pick instead, from the folder that TRIALDATA_SHARED names, and prints what it prints.</summary>
internal static class PeerProgram
{
    internal static void Run(string name)
    {
        if (Environment.GetEnvironmentVariable("TRIALDATA_SHARED") is not { Length: > 0 } shared)
        {
            Console.WriteLine($"// Peer program {name}: LEFT OUT, TRIALDATA_SHARED is not set");
            return;
        }

        var data = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "trialdata-peer-data")).FullName;
        var start = new ProcessStartInfo("bash", [Path.Combine(shared, "peers", "run"), name]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PEER_DATA"] = data;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var line in process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Console.WriteLine($"// Peer program {name}: {line}");
        }

        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.WriteLine($"// Peer program {name}: LEFT OUT, {errors.Result.Trim().ReplaceLineEndings(" ")}");
        }
    }
}
