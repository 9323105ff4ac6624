using System.Reflection;
using TrialData.Application.Pipeline;

namespace TrialData.Application.Analyses.Validation;

/// <summary>A file of reference cases, from disk or from inside the program.</summary>
/// <param name="Name">As a reader would look for it, with forward slashes.</param>
/// <param name="OpenData">Opens a file that lies beside it or below; null where there is none.</param>
internal sealed record CaseFile(string Name, string Text, Func<string, TextReader?> OpenData)
{
    private const string ResourcePrefix = "reference/";

    private static readonly Assembly Program = typeof(CaseFile).Assembly;

    internal static async Task<Outcome<CaseFile[]>> EmbeddedAsync(CancellationToken cancellation)
    {
        var names = Program.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        var files = new List<CaseFile>();
        foreach (var name in names)
        {
            using var reader = Resource(name)!;
            var folder = name[..(name.LastIndexOf('/') + 1)];
            files.Add(new CaseFile(name, await reader.ReadToEndAsync(cancellation), data => Resource(folder + data)));
        }

        return files.ToArray();
    }

    internal static async Task<Outcome<CaseFile[]>> AtAsync(string path, CancellationToken cancellation)
    {
        var files = new List<CaseFile>();
        try
        {
            foreach (var file in FilesAt(path))
            {
                var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
                files.Add(new CaseFile(file.Replace('\\', '/'), await File.ReadAllTextAsync(file, cancellation), data => Open(folder, data)));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CasesMalformed.Of([new Fault(path, Value: null, exception.Message)]);
        }

        return files.Count == 0 ? new CasesNotFound(path) : files.ToArray();
    }

    private static IEnumerable<string> FilesAt(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
    }

    // A case file reads what lies with it and nothing else on the machine.
    private static StreamReader? Open(string folder, string data)
    {
        var path = Path.GetFullPath(Path.Combine(folder, data));
        var fromFolder = Path.GetRelativePath(folder, path);
        var isBelow = !Path.IsPathRooted(fromFolder) && !fromFolder.StartsWith("..", StringComparison.Ordinal);
        return isBelow && File.Exists(path) ? new StreamReader(path) : null;
    }

    private static StreamReader? Resource(string name) =>
        Program.GetManifestResourceStream(name) is { } stream ? new StreamReader(stream) : null;
}
