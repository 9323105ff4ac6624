using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace TrialData.Storage.Engines;

/// <summary>Binds the provider to the operating system's own, patched SQLite; the packaged one is the fallback of a bare machine.</summary>
internal static class SqliteLibrary
{
    private const string PackagedName = "e_sqlite3";

    private static readonly Lock Gate = new();
    private static bool bound;

    /// <summary>True where the system has no SQLite library and the older packaged one is in use.</summary>
    public static bool IsPackaged { get; private set; }

    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    public static void Bind()
    {
        lock (Gate)
        {
            if (bound)
            {
                return;
            }

            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            bound = true;
        }
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (!string.Equals(name, PackagedName, StringComparison.Ordinal))
        {
            return IntPtr.Zero;
        }

        foreach (var candidate in SystemNames())
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
            {
                return handle;
            }
        }

        IsPackaged = true;
        return IntPtr.Zero;
    }

    private static string[] SystemNames()
    {
        if (OperatingSystem.IsWindows())
        {
            return ["winsqlite3.dll"];
        }

        return OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0"];
    }
}
