using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TrialData.Storage.Engines;

/// <summary>A connection to SQLite that keeps the statements it has prepared for the next command with the same text.</summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    // About as many as the house has; each takes some kilobytes.
    public const int MostStatements = 128;

    // In characters or bytes: a list makes a text of its own for every number of values, and SQLite holds on to what was bound last.
    public const int Longest = 4096;

    // Taking a statement removes it and giving it back appends it: the first is the one that nobody has used for longest.
    private readonly OrderedDictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private int inUse;
    private bool isFaulty;
    private bool isClosing;

    /// <summary>How many statements were made so far.</summary>
    public int Prepared { get; private set; }

    /// <summary>How many statements wait for their next command.</summary>
    public int Statements => prepared.Count;

    /// <summary>Whether the next user finds it as a new one would be: no fault, no reader and no transaction left on it.</summary>
    public bool IsAsNew => !isFaulty && inUse == 0 && State == ConnectionState.Open && Transaction is null && raw.sqlite3_get_autocommit(Handle) != 0;

    public override SqliteCommand CreateCommand() => new PreparingCommand(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    public override void Close()
    {
        foreach (var statement in prepared.Values)
        {
            statement.Dispose();
        }

        prepared.Clear();

        // The provider walks the list of its commands: one that ends there must not take another off the list.
        isClosing = true;
        base.Close();
        isClosing = false;
    }

    /// <summary>A statement for the caller alone until it is given back.</summary>
    public SqliteCommand Take(string text)
    {
        inUse++;
        if (prepared.Remove(text, out var statement))
        {
            return statement;
        }

        Prepared++;
        return new SqliteCommand(text, this);
    }

    public void GiveBack(SqliteCommand statement, bool hasFailed)
    {
        inUse--;
        isFaulty |= hasFailed;
        if (isClosing)
        {
            return;
        }

        var isKept = !isFaulty && IsShort(statement);
        statement.Parameters.Clear();
        if (!isKept || !prepared.TryAdd(statement.CommandText, statement))
        {
            statement.Dispose();
        }
        else if (prepared.Count > MostStatements)
        {
            prepared.GetAt(0).Value.Dispose();
            prepared.RemoveAt(0);
        }
    }

    private static bool IsShort(SqliteCommand statement)
    {
        var isShort = statement.CommandText.Length <= Longest;
        foreach (SqliteParameter parameter in statement.Parameters)
        {
            isShort &= parameter.Value is not (string { Length: > Longest } or byte[] { Length: > Longest });
        }

        return isShort;
    }
}
