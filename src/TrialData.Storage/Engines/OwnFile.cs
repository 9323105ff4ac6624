namespace TrialData.Storage.Engines;

/// <summary>Files that only their owner can read, from the moment they are there.</summary>
internal static class OwnFile
{
    /// <exception cref="IOException">Something has the name already, be it a link to nowhere.</exception>
    public static FileStream CreateNew(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    /// <summary>Leaves what is there as it is. Where the file cannot be made, whoever opens it says why.</summary>
    public static void CreateWhereMissing(string file)
    {
        if (File.Exists(file))
        {
            return;
        }

        try
        {
            CreateNew(file).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process was quicker, or nobody may.
        }
    }
}
