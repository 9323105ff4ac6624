using Xunit;

namespace TrialData.Storage.Tests.SqlRules;

/// <summary>The rules themselves: one text for each that breaks it.</summary>
public sealed class TrapsAreSeen
{
    [Theory]
    [InlineData("SELECT 'a' || Name FROM Account;", "Incorrect syntax")]
    [InlineData("SELECT Name FROM Account LIMIT 1;", "Incorrect syntax")]
    [InlineData("SELECT Name FROM (SELECT Name FROM Account);", "Incorrect syntax")]
    [InlineData("SELECT Name FROM Account WHERE Name IN @Names;", "Incorrect syntax")]
    [InlineData("SELECT * FROM Account;", "SELECT *")]
    [InlineData("SELECT a.* FROM Account AS a;", "SELECT *")]
    [InlineData("INSERT INTO Trial (TrialId) OUTPUT inserted.TrialId VALUES (1);", "OUTPUT")]
    [InlineData("MERGE Trial AS t USING Site AS s ON s.TrialId = t.TrialId WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("SELECT Name FROM Account WITH (UPDLOCK);", "table hints")]
    [InlineData("SELECT Name FROM Account OPTION (RECOMPILE);", "query hints")]
    [InlineData("SELECT a.Name FROM (SELECT TOP (3) Name FROM Account ORDER BY Name) AS a;", "ORDER BY in a derived table")]
    [InlineData("SELECT TOP (3) Name FROM Account ORDER BY Name;", "TOP")]
    [InlineData("SELECT Name FROM Account ORDER BY Name OFFSET 3 ROWS;", "OFFSET")]
    [InlineData("INSERT INTO KeyBlock VALUES (1, 1);", "names its columns")]
    [InlineData("SELECT N'a';", "N'")]
    [InlineData("SELECT 'é';", "ASCII")]
    [InlineData("SELECT \"nope\" FROM Account;", "double quotes")]
    [InlineData("SELECT Name + 'a' FROM Account;", "text + text")]
    [InlineData("SELECT NextId / KeyBlockId FROM KeyBlock;", "NULLIF")]
    [InlineData("SELECT LENGTH(Name) FROM Account;", "LENGTH")]
    [InlineData("SELECT LEN(Name) FROM Account;", "LEN")]
    [InlineData("SELECT LEFT(Name, 1) FROM Account;", "LEFT")]
    [InlineData("CREATE INDEX IX_A ON Account (Name) WHERE Name = 'a' OR Name = 'b';", "Incorrect syntax")]
    [InlineData("CREATE INDEX IX_A ON Account (Name) WHERE Name LIKE 'a';", "Incorrect syntax")]
    [InlineData("CREATE INDEX IX_A ON Account (Name) WHERE Name BETWEEN 'a' AND 'b';", "Incorrect syntax")]
    [InlineData("CREATE INDEX IX_A ON Account (Name) INCLUDE (NameKey);", "INCLUDE")]
    [InlineData("SELECT UPPER(Name) AS Upper, COUNT(*) FROM Account GROUP BY Upper;", "group by an alias")]
    [InlineData("select Name FROM Account;", "upper case")]
    public void In_shared_text(string sql, string fault) =>
        Assert.Contains(TSql.FaultsIn(sql, isShared: true), found => found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("SELECT s.Code AS Code, COUNT(*) AS Participants FROM Site AS s GROUP BY s.Code;")]
    [InlineData("SELECT Code, COUNT(*) FROM Site GROUP BY Code;")]
    [InlineData("SELECT NextId / NULLIF(KeyBlockId, 0), NextId / 2, COUNT(*) OVER (ORDER BY NextId) FROM KeyBlock;")]
    public void And_sound_text_passes(string sql) => Assert.Empty(TSql.FaultsIn(sql, isShared: true));
}
