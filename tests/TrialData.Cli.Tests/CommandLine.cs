using System.Diagnostics;
using System.Text.Json;
using TrialData.Testing;

namespace TrialData.Cli.Tests;

/// <summary>What a process said and how it ended.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error)
{
    public JsonElement Json() => JsonSerializer.Deserialize<JsonElement>(Out);

    public string? RefusedJson() => Json().GetProperty("refused").GetProperty("code").GetString();
}

/// <summary>The built <c>trialdata</c> as a person runs it: in a folder and a home of its own, with nothing of ours in its environment.</summary>
internal sealed class CommandLine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TestStore place = TestStore.Create(Storage.Engine.Sqlite);

    public string Folder => place.Folder.FullName;

    public string Home => Path.Combine(Folder, "home");

    public string StoreFile => Path.Combine(Folder, "trialdata.db");

    public string KeyRing => Path.Combine(Home, "trialdata", "keys");

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public void Dispose() => place.Dispose();

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public async Task<Ran> RunAsync(params string[] args)
    {
        using var process = Start(args);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Ran(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public Process Start(params string[] args)
    {
        var process = StartAsking(args);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>A process whose questions the caller answers.</summary>
    public Process StartAsking(params string[] args) => StartProgram("trialdata.dll", args);

    /// <summary>Another program than <c>trialdata</c>, in the same surroundings.</summary>
    public Process StartProgram(string assembly, params string[] args)
    {
        var start = new ProcessStartInfo(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly));
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        foreach (var ours in start.Environment.Keys.Where(k => k.StartsWith("TRIALDATA_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(ours);
        }

        start.Environment["HOME"] = Home;
        start.Environment["XDG_CONFIG_HOME"] = Home;
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        Directory.CreateDirectory(Home);
        return Process.Start(start)!;
    }

    /// <summary>Creates the published trial in the default store and gives back the file to import.</summary>
    public async Task<string> CreatePublishedTrialAsync()
    {
        var created = await RunAsync("trial", "create", "--protocol", Write("protocol.json", PublishedTrial.Protocol));
        Xunit.Assert.Equal((0, string.Empty), (created.ExitCode, created.ExitCode == 0 ? string.Empty : created.Error));
        Write("mapping.json", PublishedTrial.Mapping);
        Write("analysis.json", PublishedTrial.Specification);
        return Write("indo.csv", PublishedTrial.Csv());
    }
}
