using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TrialData.Instruments;

/// <summary>One definition or value-set file that comes with the product.</summary>
internal sealed record ShippedFile(string Name, string Text);

/// <summary>The files that come with the product, each as it was released.</summary>
internal static class ShippedFiles
{
    internal const string ValueSets = "value-sets/";

    private const string ReleasedList = "released.json";

    /// <summary>Every file but schemas and the list of released ones.</summary>
    /// <exception cref="InvalidOperationException">A file is not the one that was released under its name, or was released and is gone.</exception>
    internal static IReadOnlyList<ShippedFile> All()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".schema.json", StringComparison.Ordinal) && name != ReleasedList)
            .Select(name => new ShippedFile(name, Text(assembly, name)))
            .ToList();
        CheckReleased(files, Released());
        return files;
    }

    /// <summary>SHA-256 of a file, whatever its line endings have become on the way.</summary>
    internal static string DigestOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    /// <summary>Digests of the released files by name.</summary>
    internal static Dictionary<string, string> Released() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Text(Assembly.GetExecutingAssembly(), ReleasedList))!;

    internal static void CheckReleased(IReadOnlyList<ShippedFile> files, IReadOnlyDictionary<string, string> released)
    {
        foreach (var (name, digest) in released)
        {
            if (files.FirstOrDefault(file => file.Name == name) is not { } file)
            {
                throw new InvalidOperationException($"{name} was released and is gone.");
            }

            if (DigestOf(file.Text) != digest)
            {
                throw new InvalidOperationException($"$ of {name} was changed after its release: a correction is a new version.");
            }
        }
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
