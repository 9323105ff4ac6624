using Spectre.Console;

namespace TrialData.Cli.Terminal;

/// <summary>The terminal: tables and progress. A pipe gets plain text of a fixed width and no progress.</summary>
internal static class Screen
{
    private const int PlainWidth = 120;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    private static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>One line, never folded: paths and tokens in it stay whole.</summary>
    public static void Line(string text = "") => Console.Out.WriteLine(text);

    /// <summary>A table of numbers: the first column names the row, and is folded where the terminal is too narrow; numbers never are.</summary>
    public static Table Table(string title, params string[] columns) => Table(title, Justify.Right, columns);

    /// <summary>A table of words.</summary>
    public static Table TextTable(string title, params string[] columns) => Table(title, Justify.Left, columns);

    private static Table Table(string title, Justify rest, string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        foreach (var (column, index) in columns.Select((column, index) => (column, index)))
        {
            table.AddColumn(new TableColumn(new Text(column)) { Alignment = index == 0 ? Justify.Left : rest, NoWrap = index > 0 || rest == Justify.Left });
        }

        return table;
    }

    public static void Row(this Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>Runs work under a progress bar on standard error; silently where nobody watches.</summary>
    public static async Task<T> WatchAsync<T>(string title, Func<IProgress<(long Done, long Of)>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new Silent());
        }

        return await Error.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                var result = await work(new Bar(task));
                task.Value = task.MaxValue;
                return result;
            });
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (redirected)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    private sealed class Silent : IProgress<(long Done, long Of)>
    {
        public void Report((long Done, long Of) value)
        {
            // Nobody watches a pipe.
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<(long Done, long Of)>
    {
        public void Report((long Done, long Of) value)
        {
            task.MaxValue = value.Of;
            task.Value = value.Done;
        }
    }
}
