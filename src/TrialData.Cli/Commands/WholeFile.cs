using System.Text;
using TrialData.Application.Pipeline;

namespace TrialData.Cli.Commands;

/// <summary>A file that appears under its name whole or not at all: what was there before stays until then.</summary>
internal static class WholeFile
{
    /// <summary>Puts the file in its place unless its making is refused or fails.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder to put it in.</exception>
    public static async Task<Outcome<T>> WriteAsync<T>(FileInfo target, Func<Stream, Task<Outcome<T>>> write)
    {
        if (target.Directory is not { Exists: true } folder)
        {
            throw new DirectoryNotFoundException($"There is no folder {target.DirectoryName}.");
        }

        // A name that nobody has: one made of the target's could be a file of somebody else, or the very file that is read.
        var temporary = Path.Combine(folder.FullName, $".trialdata-{Path.GetRandomFileName()}.part");
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write);
        try
        {
            Outcome<T> outcome;
            await using (stream)
            {
                outcome = await write(stream);
            }

            if (!outcome.IsRefused)
            {
                File.Move(temporary, target.FullName, overwrite: true);
            }

            return outcome;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public static Task WriteAsync(FileInfo target, string text, CancellationToken cancellation) => WriteAsync<FileInfo>(target, async stream =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        return target;
    });
}
