namespace TrialData.Cli.Terminal;

/// <summary>Questions to a person, on standard error; a pipe answers them line by line, and one that ends answers none.</summary>
internal static class Ask
{
    public static string For(string what)
    {
        Console.Error.Write($"{what}: ");
        return ReadLine(what).Trim();
    }

    /// <summary>What is typed does not appear.</summary>
    public static string Hidden(string what)
    {
        Console.Error.Write($"{what}: ");
        if (Console.IsInputRedirected)
        {
            // To the letter: a blank may be part of a password.
            return ReadLine(what);
        }

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

    private static string ReadLine(string what) =>
        Console.ReadLine() ?? throw new EndOfStreamException($"{what} was asked for, and the input had ended.");
}
