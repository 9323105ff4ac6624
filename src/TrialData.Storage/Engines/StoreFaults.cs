using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using TrialData.Application.Administration;

namespace TrialData.Storage.Engines;

/// <summary>Says what a fault of an engine means to whoever holds the store. What is not in the list stays the fault it was.</summary>
public static class StoreFaults
{
    // Primary result codes: https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    // Error numbers of the client and of SQL Server.
    private static readonly int[] NoServer = [-2, -1, 2, 53, 258, 10053, 10054, 10060, 10061, 11001, 233];
    private static readonly int[] NoLogin = [18452, 18456];
    private static readonly int[] NoDatabase = [4060, 911];
    private static readonly int[] NoRoom = [1105, 9002];

    // From this class on, the server ends the connection.
    private const byte Fatal = 20;

    /// <summary>Why the place of the store cannot be used; null where the fault is of another kind, or was explained already.</summary>
    public static string? Explain(StoreLocation location, Exception fault)
    {
        for (var cause = fault; cause is not (null or StoreException); cause = cause.InnerException)
        {
            var reason = cause switch
            {
                SqliteException sqlite => Explain(sqlite, location.Target),
                SqlException server => Explain(server),
                UnauthorizedAccessException denied when denied.Message.Contains(location.Target, StringComparison.Ordinal) =>
                    "you may not write to the file or to its folder, in which the store also keeps its log and its lock",
                FileNotFoundException { FileName: { } missing } when missing.StartsWith(location.Target, StringComparison.Ordinal) =>
                    "the file cannot be made there",
                _ => null,
            };
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? Explain(SqliteException fault, string file) => fault.SqliteErrorCode switch
    {
        Busy or Locked => "another process kept writing to it; ask again",
        ReadOnly => "the file or its folder is read-only",
        InputOutput => FormattableString.Invariant($"the disk did not read or write (SQLite error {fault.SqliteExtendedErrorCode})"),
        Corrupt => "the file is damaged; run 'trialdata store check', or restore a backup",
        Full => "the disk is full; the store is as it was before",
        CannotOpen when Directory.Exists(file) => "it is a folder; name a file in it",
        CannotOpen => "the file cannot be opened or made there",
        NotADatabase => "the file is not a database of SQLite",
        _ => null,
    };

    private static string? Explain(SqlException fault) => fault.Number switch
    {
        var number when NoLogin.Contains(number) => "the server refuses the login",
        var number when NoDatabase.Contains(number) => "there is no such database, or the login may not open it",
        var number when NoRoom.Contains(number) => "the database or its log is full; the store is as it was before",
        var number when NoServer.Contains(number) || fault.Class >= Fatal => $"there is no connection to the server, or it was lost ({FirstLine(fault)})",
        _ => null,
    };

    private static string FirstLine(SqlException fault) => fault.Message.Split('\n')[0].Trim().TrimEnd('.');
}
