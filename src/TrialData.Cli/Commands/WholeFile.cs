using System.Text;
using TrialData.Application.Pipeline;

namespace TrialData.Cli.Commands;

/// <summary>A file that appears under its name whole or not at all: what was there before stays until then.</summary>
internal static class WholeFile
{
    /// <summary>Puts the file in its place unless its making is refused or fails.</summary>
    /// <remarks>Links stay, what they lead to is replaced. The new file may be read and written by those who might the old one.</remarks>
    /// <exception cref="DirectoryNotFoundException">There is no folder to put it in.</exception>
    /// <exception cref="IOException">A device or a pipe is there: it cannot be replaced, and takes nothing back.</exception>
    public static async Task<Outcome<T>> WriteAsync<T>(FileInfo target, Func<Stream, Task<Outcome<T>>> write)
    {
        if (FileKind.IsDeviceOrPipe(target.FullName))
        {
            throw new IOException($"{target.FullName} is a device or a pipe, which would keep half of a file that is refused. Name a file.");
        }

        var place = new FileInfo(FilePlace.BehindLinks(target));
        if (place.Directory is not { Exists: true } folder)
        {
            throw new DirectoryNotFoundException($"There is no folder {place.DirectoryName}.");
        }

        // A name that nobody has: one made of the target's could be a file of somebody else, or the very file that is read.
        var temporary = Path.Combine(folder.FullName, $".trialdata-{Path.GetRandomFileName()}.part");
        var stream = new FileStream(temporary, OptionsLike(place));
        try
        {
            Outcome<T> outcome;
            await using (stream)
            {
                outcome = await write(stream);
            }

            if (!outcome.IsRefused)
            {
                KeepMode(place, temporary);
                File.Move(temporary, place.FullName, overwrite: true);
            }

            return outcome;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // From the beginning: nobody reads in it meanwhile who may not read it then.
    private static FileStreamOptions OptionsLike(FileInfo place)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows() && place.Exists)
        {
            options.UnixCreateMode = place.UnixFileMode;
        }

        return options;
    }

    // What the umask took away when the file was made.
    private static void KeepMode(FileInfo place, string temporary)
    {
        if (!OperatingSystem.IsWindows() && place.Exists)
        {
            File.SetUnixFileMode(temporary, place.UnixFileMode);
        }
    }

    public static Task WriteAsync(FileInfo target, string text, CancellationToken cancellation) => WriteAsync<FileInfo>(target, async stream =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        return target;
    });
}
