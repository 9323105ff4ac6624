using System.CommandLine;
using TrialData.Application.Capture;

namespace TrialData.Cli.Commands.Forms;

/// <summary>Which form of a participant a command is about.</summary>
internal static class FormPlaceOptions
{
    public static Argument<string> Form { get; } = new("form") { Description = "Code of the form, or of the log." };

    public static Option<string?> Visit { get; } = new("--visit") { Description = "The visit. Without it: an entry of a log.", HelpName = "CODE" };

    public static Option<string> AtVisit { get; } = new("--visit") { Description = "The visit.", HelpName = "CODE", Required = true };

    public static Option<int?> Entry { get; } = new("--entry")
    {
        Description = "Number of the entry in a log, or which one of a form that repeats. Default: the first; to save or type in a log: a new one.",
        HelpName = "N",
    };

    public static Option<int> Seen { get; } = new("--seen")
    {
        Description = "The version you saw, as 'form show' told it: nobody else's work is overwritten.",
        HelpName = "VERSION",
        Required = true,
    };

    public static Option<int> SeenOrNone { get; } = new("--seen")
    {
        Description = "The version you saw, as 'form show' told it. Default: 0, a form never saved.",
        HelpName = "VERSION",
    };

    public static Option<string> Reason { get; } = new("--reason") { Description = "Why; kept in the audit trail.", HelpName = "TEXT", Required = true };

    public static Option<string?> OptionalReason { get; } = new("--reason") { Description = "Why; kept in the audit trail.", HelpName = "TEXT" };

    static FormPlaceOptions()
    {
        Entry.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var entry) && entry < 1)
            {
                result.AddError("--entry counts from 1.");
            }
        });
    }

    public static FormAt At(ParseResult parsed) => new(parsed.GetValue(Visit), parsed.GetRequiredValue(Form), parsed.GetValue(Entry) ?? 1);

    /// <summary>As <see cref="At"/>, but an entry of a log without a number is a new one.</summary>
    public static FormAt AtToType(ParseResult parsed) => At(parsed) with
    {
        Instance = parsed.GetValue(Entry) ?? (parsed.GetValue(Visit) is null ? FormAt.NewEntry : 1),
    };

    /// <summary>A command about one form: what it names, and who asks.</summary>
    public static Command About(string name, string description, Func<ParseResult, CancellationToken, Task<int>> action, params Symbol[] more) =>
        Build(new Command(name, description) { OfParticipant.Participant, Form, Visit, Entry }, action, more);

    /// <summary>A command about one form that stands at a visit and does not repeat.</summary>
    public static Command AboutOneAtAVisit(string name, string description, Func<ParseResult, CancellationToken, Task<int>> action, params Symbol[] more) =>
        Build(new Command(name, description) { OfParticipant.Participant, Form, AtVisit }, action, more);

    private static Command Build(Command command, Func<ParseResult, CancellationToken, Task<int>> action, Symbol[] more)
    {
        foreach (var symbol in more)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.Add(CommonOptions.Trial);
        command.Add(CommonOptions.Json);
        command.WithAccount().SetAction(action);
        return command;
    }
}
