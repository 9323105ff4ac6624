using System.CommandLine;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Entries;
using TrialData.Cli.Terminal;
using static System.FormattableString;
using static TrialData.Cli.Commands.Forms.FormPlaceOptions;

namespace TrialData.Cli.Commands.Forms;

/// <summary>Paper forms that two people enter, each without seeing what the other entered.</summary>
internal static class EntryCommands
{
    private static readonly Option<DateOnly> On = new("--on") { Description = "The day the paper says.", HelpName = "YYYY-MM-DD", Required = true };

    private static readonly Option<string[]> Choose = new("--choose")
    {
        Description = "The entry that is right for an item: 1 or 2. May be given several times.",
        HelpName = "ITEM=TURN",
    };

    private static readonly Option<string[]> Neither = new("--neither")
    {
        Description = "What an item is where neither entry is right; item= for no answer, --missing for the reason why there is none. Needs --reason.",
        HelpName = "ITEM=VALUE",
    };

    private static readonly Option<DateOnly?> SettledDay = new("--on") { Description = "The day, where the entries differ in it.", HelpName = "YYYY-MM-DD" };

    static EntryCommands() => Choose.Validators.Add(result =>
    {
        foreach (var text in result.Tokens.Select(token => token.Value).Where(text => !text.EndsWith("=1", StringComparison.Ordinal) && !text.EndsWith("=2", StringComparison.Ordinal)))
        {
            result.AddError($"'{text}' is not of the form item=1 or item=2.");
        }
    });

    public static Command BuildEnter() => AboutOneAtAVisit(
        "enter",
        "Enters a paper form for the first time, or for the second by somebody else.",
        EnterAsync,
        ItemAnswers.Pairs, ItemAnswers.MissingPairs, ItemAnswers.File, On, SaveFormCommand.IdentifierReason);

    public static Command BuildCompare() => AboutOneAtAVisit(
        "compare", "Shows what two people entered differently from one paper form.", CompareAsync);

    public static Command BuildSettle()
    {
        var settle = AboutOneAtAVisit(
            "settle", "Settles what two people entered differently; somebody else than the two does.", SettleAsync,
            Choose, Neither, ItemAnswers.MissingPairs, SettledDay, OptionalReason, SaveFormCommand.IdentifierReason);
        settle.Validators.Add(result =>
        {
            if (result.GetValue(OptionalReason) is null && (result.GetValue(Neither) is { Length: > 0 } || result.GetValue(ItemAnswers.MissingPairs) is { Length: > 0 }))
            {
                result.AddError("Say why neither entry is right: --reason.");
            }

            foreach (var text in (result.GetValue(Neither) ?? []).Where(text => !ItemAnswers.IsPair(text)))
            {
                result.AddError($"'{text}' is not of the form item=value.");
            }
        });
        return settle;
    }

    public static Command BuildRemove() => AboutOneAtAVisit(
        "remove-entries", "Makes the entries of a form void that is not saved yet, such as those of another participant; they can be entered anew.", RemoveAsync, Reason);

    private static Task<int> EnterAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync(
        parsed,
        async (asker, participant) =>
        {
            var answers = await ItemAnswers.ReadAsync(parsed, FormAnswers.None, cancellation);
            return answers.Refusal is { } unreadable
                ? unreadable
                : await asker.AskAsync<EnterForm, EnteredForm>(
                    new EnterForm(
                        asker.Trial, participant, parsed.GetRequiredValue(AtVisit), parsed.GetRequiredValue(Form), parsed.GetValue(On),
                        answers.Value.Answers, parsed.GetValue(SaveFormCommand.IdentifierReason))
                    { Missing = answers.Value.Missing },
                    cancellation);
        },
        Show,
        cancellation);

    private static Task<int> CompareAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<CompareEntries, EntryComparison>(
        parsed,
        (trial, participant) => new CompareEntries(trial, participant, parsed.GetRequiredValue(AtVisit), parsed.GetRequiredValue(Form)),
        FormView.Show,
        cancellation);

    private static Task<int> SettleAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<AdjudicateForm, FormSaved>(
        parsed,
        (trial, participant) => new AdjudicateForm(
            trial, participant, parsed.GetRequiredValue(AtVisit), parsed.GetRequiredValue(Form), ChoicesOf(parsed), parsed.GetValue(SettledDay),
            parsed.GetValue(SaveFormCommand.IdentifierReason)),
        FormView.Show,
        cancellation);

    private static Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<RemoveEntries, EntriesRemoved>(
        parsed,
        (trial, participant) => new RemoveEntries(trial, participant, parsed.GetRequiredValue(AtVisit), parsed.GetRequiredValue(Form), parsed.GetRequiredValue(Reason)),
        removed => Screen.Line(Invariant($"{removed.Entries} of 2 entries of {removed.FormCode} are void. Their history stays; the form can be entered anew.")),
        cancellation);

    private static List<EntryChoice> ChoicesOf(ParseResult parsed) =>
    [
        .. (parsed.GetValue(Choose) ?? []).Select(text => new EntryChoice(text[..^2], text[^1] - '0')),
        .. (parsed.GetValue(Neither) ?? []).Select(ItemAnswers.Split).Select(pair => new EntryChoice(
            pair.Item, Turn: null, pair.Value.Length == 0 ? null : new AnswerChange(pair.Value), parsed.GetValue(OptionalReason))),
        .. (parsed.GetValue(ItemAnswers.MissingPairs) ?? []).Select(ItemAnswers.Split).Select(pair => new EntryChoice(
            pair.Item, Turn: null, new AnswerChange(Value: null, ItemAnswers.ReasonOf(pair.Value)), parsed.GetValue(OptionalReason))),
    ];

    private static void Show(EnteredForm entered) => Screen.Line((entered.Turn, entered.Saved, entered.Differing) switch
    {
        (_, { } saved, _) => Invariant($"Entered {entered.FormCode} a second time, alike: saved, version {saved.Version}."),
        (1, _, _) => $"Entered {entered.FormCode}. Somebody else enters it a second time.",
        (_, _, { Count: > 0 } items) => $"Entered {entered.FormCode} a second time, differently in {string.Join(", ", items)}. A third person settles it.",
        _ => $"Entered {entered.FormCode} a second time, with another day. A third person settles it.",
    });
}
