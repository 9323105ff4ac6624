using System.Data;
using Microsoft.Data.Sqlite;

namespace TrialData.Storage.Engines;

/// <summary>A command that runs on the statement which its connection keeps for its text.</summary>
internal sealed class PreparingCommand : SqliteCommand
{
    private readonly PreparingConnection connection;
    private SqliteCommand? statement;
    private SqliteDataReader? reader;

    public PreparingCommand(PreparingConnection connection)
    {
        this.connection = connection;
        Connection = connection;
    }

    // Whatever executes a command comes through here.
    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        GiveBack();
        var taken = connection.Take(CommandText);
        try
        {
            taken.Transaction = Transaction;
            taken.CommandTimeout = CommandTimeout;
            foreach (SqliteParameter parameter in Parameters)
            {
                parameter.ParameterName = WithPrefix(parameter.ParameterName);
                taken.Parameters.Add(parameter);
            }

            reader = taken.ExecuteReader(behavior);
        }
        catch
        {
            connection.GiveBack(taken, hasFailed: true);
            throw;
        }

        statement = taken;
        return reader;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }

    // Without it the provider asks for four spellings of each name at every execution.
    private static string WithPrefix(string name) => name.StartsWith('@') ? name : '@' + name;

    private void GiveBack()
    {
        if (statement is { } used)
        {
            statement = null;
            reader!.Dispose();
            connection.GiveBack(used, hasFailed: false);
        }
    }
}
