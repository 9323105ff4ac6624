using Microsoft.SqlServer.TransactSql.ScriptDom;
using static System.FormattableString;

namespace TrialData.Storage.Tests.SqlRules;

/// <summary>Constructs that parse and are forbidden all the same. Each was seen to fail, or to mean two things, on the two engines.</summary>
internal sealed class Traps(bool isShared) : TSqlFragmentVisitor
{
    // SQLite lacks these unless it is taught them, or gives another result.
    private static readonly HashSet<string> NotShared = new(StringComparer.OrdinalIgnoreCase)
    {
        "CONCAT", "LEN", "STDEV", "ROUND", "LOG", "ISNULL", "GETDATE", "GETUTCDATE", "SYSUTCDATETIME", "NEWID", "DATEADD", "DATEDIFF",
        "STRING_AGG", "LEFT", "RIGHT", "CHARINDEX", "ISDATE", "TRY_CAST",
    };

    // SQL Server lacks these, though they parse as calls.
    private static readonly HashSet<string> OnSqliteAlone = new(StringComparer.OrdinalIgnoreCase)
    {
        "LENGTH", "SUBSTR", "GROUP_CONCAT", "IFNULL", "STRFTIME", "DATE", "DATETIME", "JULIANDAY", "PRINTF", "INSTR", "RANDOM", "TOTAL",
    };

    private readonly List<string> found = [];

    public IReadOnlyList<string> Found => found;

    public override void Visit(SelectStarExpression node) => Forbid(node, "SELECT * changes its meaning with the table; name the columns");

    public override void Visit(OutputClause node) => Forbid(node, "OUTPUT is refused on tables with triggers and unknown to SQLite");

    public override void Visit(OutputIntoClause node) => Forbid(node, "OUTPUT is refused on tables with triggers and unknown to SQLite");

    public override void Visit(MergeStatement node) => Forbid(node, "MERGE is unknown to SQLite");

    public override void Visit(TableHint node) => Forbid(node, "table hints are cleverness that only a server could disprove");

    public override void Visit(OptimizerHint node) => Forbid(node, "query hints are cleverness that only a server could disprove");

    public override void Visit(QueryDerivedTable node)
    {
        if (node.QueryExpression.OrderByClause is not null)
        {
            Forbid(node, "SQL Server refuses ORDER BY in a derived table");
        }
    }

    public override void Visit(InsertSpecification node)
    {
        if (node.Columns.Count == 0)
        {
            Forbid(node, "INSERT names its columns");
        }
    }

    public override void Visit(TopRowFilter node) => ForbidInShared(node, "TOP is unknown to SQLite; the first rows need a pair");

    public override void Visit(OffsetClause node) => ForbidInShared(node, "OFFSET is written differently on SQLite; it needs a pair");

    public override void Visit(StringLiteral node)
    {
        if (node.IsNational)
        {
            Forbid(node, "N'…' fails on SQLite");
        }

        if (node.Value.Any(letter => !char.IsAscii(letter)))
        {
            Forbid(node, "letters beyond ASCII become '?' on SQL Server");
        }
    }

    public override void Visit(Identifier node)
    {
        if (node.QuoteType == QuoteType.DoubleQuote)
        {
            Forbid(node, "SQLite reads an unknown name in double quotes as a string");
        }
    }

    public override void Visit(BinaryExpression node)
    {
        if (node.BinaryExpressionType == BinaryExpressionType.Add && (node.FirstExpression is StringLiteral || node.SecondExpression is StringLiteral))
        {
            Forbid(node, "text + text is 0 on SQLite");
        }

        if (node.BinaryExpressionType == BinaryExpressionType.Divide && node.SecondExpression is not (NullIfExpression or Literal))
        {
            Forbid(node, "a division by zero is NULL on SQLite and an error on SQL Server; divide by NULLIF(…, 0)");
        }
    }

    public override void Visit(FunctionCall node)
    {
        if (OnSqliteAlone.Contains(node.FunctionName.Value))
        {
            Forbid(node, $"{node.FunctionName.Value} is unknown to SQL Server");
        }

        if (NotShared.Contains(node.FunctionName.Value))
        {
            ForbidInShared(node, $"{node.FunctionName.Value} does not give the same on SQLite");
        }
    }

    public override void Visit(LeftFunctionCall node) => ForbidInShared(node, "LEFT is unknown to SQLite");

    public override void Visit(RightFunctionCall node) => ForbidInShared(node, "RIGHT is unknown to SQLite");

    public override void Visit(CreateIndexStatement node)
    {
        if (node.IncludeColumns.Count > 0)
        {
            ForbidInShared(node, "INCLUDE is unknown to SQLite");
        }
    }

    public override void Visit(QuerySpecification node)
    {
        var aliases = node.SelectElements.OfType<SelectScalarExpression>()
            .Where(element => element.ColumnName is not null)
            .Where(element => element.Expression is not ColumnReferenceExpression column || !SameName(Last(column), element.ColumnName.Value))
            .Select(element => element.ColumnName.Value)
            .ToList();
        foreach (var column in node.GroupByClause?.GroupingSpecifications.OfType<ExpressionGroupingSpecification>().Select(g => g.Expression).OfType<ColumnReferenceExpression>() ?? [])
        {
            if (column.MultiPartIdentifier.Count == 1 && aliases.Exists(alias => SameName(alias, Last(column))))
            {
                Forbid(column, "SQL Server does not group by an alias");
            }
        }
    }

    private static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier?.Identifiers[^1].Value ?? string.Empty;

    private static bool SameName(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private void ForbidInShared(TSqlFragment node, string reason)
    {
        if (isShared)
        {
            Forbid(node, reason);
        }
    }

    private void Forbid(TSqlFragment node, string reason) => found.Add(Invariant($"line {node.StartLine}: {reason}"));
}
