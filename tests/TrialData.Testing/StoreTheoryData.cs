using System.Reflection;
using TrialData.Storage;
using Xunit.Sdk;

namespace TrialData.Testing;

/// <summary>Runs a theory on a SQLite file in a temporary folder.</summary>
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Engine.Sqlite]];
}

/// <summary>
/// Runs a theory on SQL Server where <c>TRIALDATA_TEST_SQLSERVER</c> holds a connection string; elsewhere it is a visible skip,
/// which <c>TRIALDATA_REQUIRE_ENGINES=sqlserver</c> turns into a failure.
/// </summary>
public sealed class OnSqlServerAttribute : DataAttribute
{
    public const string ConnectionVariable = "TRIALDATA_TEST_SQLSERVER";
    private const string RequireVariable = "TRIALDATA_REQUIRE_ENGINES";

    public OnSqlServerAttribute()
    {
        if (Connection() is null && !IsRequired())
        {
            Skip = $"{ConnectionVariable} names no SQL Server.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Engine.SqlServer]];

    /// <exception cref="InvalidOperationException">No server is configured.</exception>
    internal static string RequiredConnection() =>
        Connection() ?? throw new InvalidOperationException($"{RequireVariable} asks for SQL Server, but {ConnectionVariable} names none.");

    private static string? Connection() => Environment.GetEnvironmentVariable(ConnectionVariable) is { Length: > 0 } text ? text : null;

    private static bool IsRequired() =>
        Environment.GetEnvironmentVariable(RequireVariable)?.Contains("sqlserver", StringComparison.OrdinalIgnoreCase) == true;
}
