namespace TrialData.Cli.Terminal;

/// <summary>Questions to a person, on standard error; a pipe answers them line by line.</summary>
internal static class Ask
{
    public static string For(string what)
    {
        Console.Error.Write($"{what}: ");
        return Console.ReadLine()?.Trim() ?? string.Empty;
    }

    /// <summary>What is typed does not appear.</summary>
    public static string Hidden(string what)
    {
        if (Console.IsInputRedirected)
        {
            return For(what);
        }

        Console.Error.Write($"{what}: ");
        var typed = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
            {
                typed.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
