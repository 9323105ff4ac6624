using System.CommandLine;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Cli.Terminal;
using static TrialData.Cli.Commands.Forms.FormPlaceOptions;

namespace TrialData.Cli.Commands.Forms;

internal static class SaveFormCommand
{
    public static Option<DateOnly?> On { get; } = new("--on") { Description = "The day it was completed.", HelpName = "YYYY-MM-DD" };

    public static Option<string?> IdentifierReason { get; } = new("--identifier-reason")
    {
        Description = "Why a text that looks like a name, number or address of somebody is kept all the same.",
        HelpName = "TEXT",
    };

    private static readonly Option<string[]> Confirm = new("--confirm")
    {
        Description = "An unlikely answer or warning that you looked at again: the item's code or the rule's id. May be given several times.",
        HelpName = "CODE",
    };

    public static readonly Option<string?> Mode = new("--mode") { Description = "How the answers came in." };

    private static readonly Option<bool> Rest = new("--keep-others") { Description = "Items that are not named stay as they are. Without it they are taken back." };

    private static readonly Option<bool> FromDraft = new("--from-draft") { Description = "Save your draft, with what is named here put over it." };

    public static Command Build()
    {
        Mode.AcceptOnlyFromAmong(Words.All<CaptureMode>());
        var save = About(
            "save",
            "Saves all answers of a form, or of an entry of a log.",
            RunAsync,
            ItemAnswers.Pairs, ItemAnswers.MissingPairs, ItemAnswers.File, On, SeenOrNone, Mode, OptionalReason, IdentifierReason, Confirm, Rest, FromDraft);
        save.Validators.Add(result =>
        {
            if (result.GetValue(Rest) && result.GetValue(FromDraft))
            {
                result.AddError("Ask for --keep-others or --from-draft, not for both.");
            }

            if (result.GetValue(Rest) && result.GetValue(Visit) is null && result.GetValue(Entry) is null)
            {
                result.AddError("A new entry of a log has no others to keep: name one with --entry, or the form's --visit.");
            }

            if (result.GetValue(On) is null && !result.GetValue(FromDraft))
            {
                result.AddError("Option '--on' is required.");
            }
        });
        return save;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) => parsed.GetValue(Visit) is null
        ? OfParticipant.RunAsync<LogEntrySaved>(
            parsed, (asker, participant) => SaveAsync(asker, participant, parsed, SaveEntryAsync, cancellation), FormView.Show, cancellation)
        : OfParticipant.RunAsync<FormSaved>(
            parsed, (asker, participant) => SaveAsync(asker, participant, parsed, SaveFormAsync, cancellation), FormView.Show, cancellation);

    private static async Task<Outcome<TResult>> SaveAsync<TResult>(
        Asker asker,
        Guid participant,
        ParseResult parsed,
        Func<Asker, Guid, ParseResult, Typed, CancellationToken, Task<Outcome<TResult>>> save,
        CancellationToken cancellation)
    {
        var before = await BeforeAsync(asker, participant, parsed, cancellation);
        if (before.Refusal is { } refusal)
        {
            return refusal;
        }

        var answers = await ItemAnswers.ReadAsync(parsed, before.Value.Answers, cancellation);
        return answers.Refusal is { } unreadable
            ? unreadable
            : await save(asker, participant, parsed, before.Value with { Answers = answers.Value }, cancellation);
    }

    /// <summary>What stands there before the answers of this command are put over it.</summary>
    private static async Task<Outcome<Typed>> BeforeAsync(Asker asker, Guid participant, ParseResult parsed, CancellationToken cancellation)
    {
        var seen = parsed.GetValue(SeenOrNone);
        if (parsed.GetValue(FromDraft))
        {
            var found = await asker.AskAsync<FindDraft, FoundDraft>(DraftCommand.Find(parsed, asker.Trial, participant), cancellation);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (content, baseVersion, _) = found.Value.Draft;
            if (parsed.GetResult(SeenOrNone) is { Implicit: false } && seen != baseVersion)
            {
                return new DraftOfAnotherVersion(baseVersion, seen);
            }

            return (parsed.GetValue(On) ?? content.CompletedOn) is { } on
                ? new Typed(new FormAnswers(content.Answers, content.Missing), baseVersion, on) { Mode = content.Mode, Reason = content.Reason }
                : new DayNotSaid();
        }

        var day = parsed.GetValue(On)!.Value;
        if (!parsed.GetValue(Rest))
        {
            return new Typed(FormAnswers.None, seen, day);
        }

        var shown = await asker.AskAsync<ShowForm, ShownForm>(new ShowForm(asker.Trial, participant, At(parsed)), cancellation);
        return shown.Refusal is { } unseen ? unseen : new Typed(new FormAnswers(shown.Value.Answers, shown.Value.Missing), seen, day);
    }

    private static Task<Outcome<FormSaved>> SaveFormAsync(Asker asker, Guid participant, ParseResult parsed, Typed typed, CancellationToken cancellation)
    {
        var at = At(parsed);
        return asker.AskAsync<SaveForm, FormSaved>(
            new SaveForm(
                asker.Trial, participant, at.VisitCode!, at.FormCode, typed.Seen, typed.On, typed.Answers.Answers,
                parsed.GetValue(OptionalReason) ?? typed.Reason, parsed.GetValue(IdentifierReason))
            {
                Missing = typed.Answers.Missing,
                Confirmed = parsed.GetValue(Confirm),
                Instance = at.Instance,
                Mode = ModeOf(parsed) ?? typed.Mode,
            },
            cancellation);
    }

    private static Task<Outcome<LogEntrySaved>> SaveEntryAsync(Asker asker, Guid participant, ParseResult parsed, Typed typed, CancellationToken cancellation) =>
        asker.AskAsync<SaveLogEntry, LogEntrySaved>(
            new SaveLogEntry(
                asker.Trial, participant, parsed.GetRequiredValue(Form), parsed.GetValue(Entry), typed.Seen, typed.On, typed.Answers.Answers,
                parsed.GetValue(OptionalReason) ?? typed.Reason, parsed.GetValue(IdentifierReason))
            {
                Missing = typed.Answers.Missing,
                Confirmed = parsed.GetValue(Confirm),
                Mode = ModeOf(parsed) ?? typed.Mode,
            },
            cancellation);

    internal static CaptureMode? ModeOf(ParseResult parsed) => parsed.GetValue(Mode) is { } word ? Words.Parse<CaptureMode>(word) : null;

    private sealed record Typed(FormAnswers Answers, int Seen, DateOnly On)
    {
        public CaptureMode? Mode { get; init; }

        public string? Reason { get; init; }
    }
}

internal sealed record DraftOfAnotherVersion(int BaseVersion, int Seen)
    : Refusal("draft.of-another-version", FormattableString.Invariant($"The draft was begun on version {BaseVersion} and you name version {Seen}. Bring it up to date with 'form draft rebase', or leave --seen out."));

internal sealed record DayNotSaid()
    : Refusal("draft.no-day", "The draft does not say on which day the form was completed: give --on.");
