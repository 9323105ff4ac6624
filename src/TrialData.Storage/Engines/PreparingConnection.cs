using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TrialData.Storage.Engines;

/// <summary>A connection to SQLite that keeps the statements it has prepared for the next command with the same text.</summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    // About as many as the house has; a statement takes some kilobytes.
    public const int MostStatements = 128;

    // A list of values makes a text of its own for every number of them.
    public const int LongestText = 8192;

    // Taking a statement removes it and giving it back appends it: the first is the one that nobody has used for longest.
    private readonly OrderedDictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private int inUse;
    private bool isFaulty;

    /// <summary>How often a statement was prepared.</summary>
    public int Prepared { get; private set; }

    public int Statements => prepared.Count;

    /// <summary>Whether the next user finds it as a new one would be: no fault, no reader and no transaction left on it.</summary>
    public bool IsAsNew => !isFaulty && inUse == 0 && State == ConnectionState.Open && Transaction is null && raw.sqlite3_get_autocommit(Handle) != 0;

    public override SqliteCommand CreateCommand() => new PreparingCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    internal SqliteCommand Take(string text)
    {
        inUse++;
        if (prepared.Remove(text, out var statement))
        {
            return statement;
        }

        Prepared++;
        return new SqliteCommand(text, this);
    }

    internal void GiveBack(SqliteCommand statement, bool hasFailed)
    {
        inUse--;
        isFaulty |= hasFailed;
        if (isFaulty || statement.CommandText.Length > LongestText || !prepared.TryAdd(statement.CommandText, statement))
        {
            statement.Dispose();
        }
        else if (prepared.Count > MostStatements)
        {
            prepared.GetAt(0).Value.Dispose();
            prepared.RemoveAt(0);
        }
    }
}
