using System.CommandLine;
using System.CommandLine.Parsing;
using TrialData.Application.Capture;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Cli.Commands;

/// <summary>Answers at the command line: <c>item=value</c>, <c>--missing item=reason</c>, or a JSON file of both.</summary>
internal static class ItemAnswers
{
    public static IReadOnlyList<string> Reasons { get; } = Enum.GetValues<Missing>().Select(MissingCodes.Word).ToList();

    public static Argument<string[]> Pairs { get; } = new("answers")
    {
        Description = "Answers, item=value each; item= takes an answer back.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string[]> MissingPairs { get; } = new("--missing")
    {
        Description = $"An item that was asked and has no answer, and why: {string.Join(", ", Reasons)}. May be given several times.",
        HelpName = "ITEM=REASON",
    };

    public static Option<FileInfo?> File { get; } = new("--file")
    {
        Description = "Answers from a JSON file: { \"low\": 3, \"works\": { \"missing\": \"refused\" } }.",
        HelpName = "FILE",
    };

    static ItemAnswers()
    {
        Pairs.Validators.Add(result => CheckPairs(result, _ => null));
        MissingPairs.Validators.Add(result => CheckPairs(
            result, reason => Reasons.Contains(reason, StringComparer.Ordinal) ? null : $"'{reason}' is none of {string.Join(", ", Reasons)}"));
    }

    public static async Task<Outcome<FormAnswers>> ReadAsync(ParseResult parsed, FormAnswers before, CancellationToken cancellation)
    {
        var answers = new Dictionary<string, string>(before.Answers, StringComparer.Ordinal);
        var missing = new Dictionary<string, Missing>(before.Missing, StringComparer.Ordinal);
        if (parsed.GetValue(File) is { } file && await AnswersFile.ReadAsync(file, answers, missing, cancellation) is { } unreadable)
        {
            return unreadable;
        }

        foreach (var pair in parsed.GetValue(Pairs) ?? [])
        {
            Give(pair, answers, missing);
        }

        foreach (var (item, reason) in (parsed.GetValue(MissingPairs) ?? []).Select(Split))
        {
            answers.Remove(item);
            missing[item] = ReasonOf(reason);
        }

        return new FormAnswers(answers, missing);
    }

    /// <summary>Answers one item; with nothing after the sign it has no answer any more.</summary>
    public static void Give(string pair, Dictionary<string, string> answers, Dictionary<string, Missing> missing)
    {
        var (item, value) = Split(pair);
        missing.Remove(item);
        answers.Remove(item);
        if (value.Length > 0)
        {
            answers[item] = value;
        }
    }

    public static bool IsPair(string text) => text.IndexOf('=', StringComparison.Ordinal) > 0;

    public static (string Item, string Value) Split(string pair)
    {
        var sign = pair.IndexOf('=', StringComparison.Ordinal);
        return (pair[..sign], pair[(sign + 1)..]);
    }

    private static void CheckPairs(SymbolResult result, Func<string, string?> fault)
    {
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (!IsPair(text))
            {
                result.AddError($"'{text}' is not of the form item=value.");
            }
            else if (fault(Split(text).Value) is { } reason)
            {
                result.AddError($"{reason}.");
            }
        }

        foreach (var item in NamedTwice(result))
        {
            result.AddError($"'{item}' is answered more than once.");
        }
    }

    // Which of two answers is meant nobody can say; the last one would win as silently as the first.
    private static IEnumerable<string> NamedTwice(SymbolResult result)
    {
        var own = ItemsOf(result.Tokens).ToList();
        var answered = result is OptionResult ? ItemsOf(result.GetResult(Pairs)?.Tokens ?? []) : [];
        return own.Where((item, at) => own.IndexOf(item) < at).Concat(own.Intersect(answered, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> ItemsOf(IEnumerable<Token> tokens) =>
        tokens.Select(token => token.Value).Where(IsPair).Select(text => Split(text).Item);

    public static Missing ReasonOf(string word) => Enum.GetValues<Missing>().Single(reason => MissingCodes.Word(reason) == word);
}
