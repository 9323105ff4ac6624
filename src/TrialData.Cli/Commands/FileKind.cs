using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace TrialData.Cli.Commands;

/// <summary>Whether a path is that of a file that can be put in the place of another.</summary>
internal static class FileKind
{
    private const int RelativeToHere = -100;
    private const uint TypeAlone = 1;
    private const int SizeOfAnswer = 256;
    private const int PlaceOfMode = 28;
    private const int Type = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Whether a device, a pipe or a socket is there, behind whatever links. .NET tells them from files on Windows alone.</summary>
    public static bool IsDeviceOrPipe(string path) => OperatingSystem.IsLinux()
        ? TypeOf(path) is { } type && type is not (Regular or Folder)
        : File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.Device);

    // Null where nothing is there, or nothing that may be looked at.
    private static int? TypeOf(string path)
    {
        var answer = new byte[SizeOfAnswer];
        return AskKernel(RelativeToHere, Encoding.UTF8.GetBytes(path + '\0'), 0, TypeAlone, answer) == 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(PlaceOfMode)) & Type
            : null;
    }

    // The one such call whose answer is laid out alike on every processor.
    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int AskKernel(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
