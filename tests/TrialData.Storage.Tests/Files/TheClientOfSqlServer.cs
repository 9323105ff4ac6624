using TrialData.Storage.Engines;
using Xunit;

namespace TrialData.Storage.Tests.Files;

/// <summary>Versions: the advisory of CVE-2024-0056, which names the first fixed version of each line.</summary>
public sealed class TheClientOfSqlServer
{
    [Theory]
    [InlineData("1.1.4", true)]
    [InlineData("2.1.4", true)]
    [InlineData("2.1.7", false)]
    [InlineData("3.0.0", true)]
    [InlineData("3.1.4", true)]
    [InlineData("3.1.5", false)]
    [InlineData("4.0.4", true)]
    [InlineData("4.0.5", false)]
    [InlineData("5.0.2", true)]
    [InlineData("5.1.2", true)]
    [InlineData("5.1.3", false)]
    [InlineData("5.2.0", false)]
    [InlineData("6.1.8", false)]
    public void Is_warned_of_where_it_is_not_fixed(string version, bool isConcerned) =>
        Assert.Equal(isConcerned, SqlClientAdvisory.Warning(Version.Parse(version), "tcp:db.example.org,1433") is not null);

    [Theory]
    [InlineData(".", true)]
    [InlineData(@".\SQLEXPRESS", true)]
    [InlineData("(local)", true)]
    [InlineData(@"(localdb)\MSSQLLocalDB", true)]
    [InlineData("localhost,1433", true)]
    [InlineData("tcp:127.0.0.1,1433", true)]
    [InlineData(@"np:\\.\pipe\sql\query", true)]
    [InlineData("localhost.example.org", false)]
    [InlineData("127.0.0.1.example.org", false)]
    [InlineData("10.127.0.0.1", false)]
    [InlineData("db.example.org", false)]
    public void Is_not_warned_of_on_the_own_machine(string dataSource, bool isOwnMachine) =>
        Assert.Equal(isOwnMachine, SqlClientAdvisory.IsOwnMachine(dataSource));

    [Fact]
    public void Is_known_by_the_version_of_its_package()
    {
        Assert.True(SqlClientAdvisory.ClientVersion >= new Version(2, 1, 4));
        Assert.NotNull(new SqlServerEngine("Server=db.example.org;Database=x").Warning() ?? (SqlClientAdvisory.Concerns(SqlClientAdvisory.ClientVersion) ? null : string.Empty));
    }
}
