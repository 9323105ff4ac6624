namespace TrialData.Cli.Commands;

/// <summary>Where a file is, however its path is spelt.</summary>
internal static class FilePlace
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The path without links and detours: two paths of one file have the same.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(FileInfo file) => OperatingSystem.IsLinux() ? BehindLinks(file) : BehindLinks(file).ToUpperInvariant();

    /// <summary>The path of what links lead to, whether anything is there or not.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string BehindLinks(FileInfo file)
    {
        var path = file.FullName;
        for (var links = 0; FirstLink(path) is { } found; links++)
        {
            if (links == MostLinks)
            {
                throw new IOException($"The links of {file.FullName} lead in a circle.");
            }

            path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(found.Link)!, found.Target, found.Below));
        }

        return path;
    }

    /// <summary>The outermost part of a path that is a link, where it points, and what follows it.</summary>
    private static (string Link, string Target, string Below)? FirstLink(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        for (var count = 2; count <= parts.Length; count++)
        {
            var part = string.Join(Path.DirectorySeparatorChar, parts[..count]);
            if (new FileInfo(part).LinkTarget is { } target)
            {
                return (part, target, string.Join(Path.DirectorySeparatorChar, parts[count..]));
            }
        }

        return null;
    }
}
