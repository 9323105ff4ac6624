using System.CommandLine;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Cli.Terminal;
using static System.FormattableString;
using static TrialData.Cli.Commands.Forms.FormPlaceOptions;

namespace TrialData.Cli.Commands.Forms;

/// <summary><c>trialdata form draft</c>: what you were typing and did not save yet. Nobody else sees it.</summary>
internal static class DraftCommand
{
    private static readonly Option<bool> Lines = new("--lines")
    {
        Description = "Go on from your draft with answers from standard input, item=value a line; it is kept after each.",
    };

    public static Command Build()
    {
        var keep = About(
            "keep", "Keeps a draft, in the place of your last one of this form.", KeepAsync,
            ItemAnswers.Pairs, ItemAnswers.MissingPairs, ItemAnswers.File, SaveFormCommand.On, SeenOrNone, SaveFormCommand.Mode, OptionalReason, Lines);
        keep.Validators.Add(result =>
        {
            if (result.GetValue(Lines) && result.GetValue(CommonOptions.Json))
            {
                result.AddError("Ask for --lines or --json, not for both.");
            }
        });
        var list = new Command("list", "Lists your drafts.") { CommonOptions.Trial, CommonOptions.Json };
        list.WithAccount().SetAction((parsed, cancellation) => InTrial.RunAsync<ListDrafts, ListedDrafts>(parsed, trial => new ListDrafts(trial), Show, cancellation));
        return new Command("draft", "Keeps what you are typing, valid or not, until you save it. Nobody else sees it.")
        {
            keep,
            About("show", "Shows your draft of a form, and what others saved there meanwhile.", ShowAsync),
            About("rebase", "Puts your draft on the version saved last; what you changed stays yours.", RebaseAsync),
            About("drop", "Throws your draft of a form away.", DropAsync),
            list,
        };
    }

    /// <summary>The draft of the account that asks: a new entry has one in every log.</summary>
    public static FindDraft Find(ParseResult parsed, string trial, Guid participant)
    {
        var at = AtToType(parsed);
        return new FindDraft(trial, participant, at.VisitCode, at.FormCode) { Instance = at.Instance };
    }

    private static Task<int> KeepAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync(
        parsed,
        (asker, participant) => KeepAsync(asker, participant, parsed, cancellation),
        kept =>
        {
            // Each line was answered as it was kept.
            if (!parsed.GetValue(Lines))
            {
                SayKept(kept);
            }
        },
        cancellation);

    private static async Task<Outcome<KeptDraft>> KeepAsync(Asker asker, Guid participant, ParseResult parsed, CancellationToken cancellation)
    {
        var before = await BeforeAsync(asker, participant, parsed, cancellation);
        if (before.Refusal is { } unfound)
        {
            return unfound;
        }

        var (content, baseVersion, _) = before.Value;
        var read = await ItemAnswers.ReadAsync(parsed, new FormAnswers(content.Answers, content.Missing), cancellation);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        var answers = new Dictionary<string, string>(read.Value.Answers, StringComparer.Ordinal);
        var missing = new Dictionary<string, Missing>(read.Value.Missing, StringComparer.Ordinal);
        var at = AtToType(parsed);
        var draft = new KeepDraft(asker.Trial, participant, at.VisitCode, at.FormCode, baseVersion, answers, parsed.GetValue(SaveFormCommand.On) ?? content.CompletedOn)
        {
            Missing = missing,
            Mode = SaveFormCommand.ModeOf(parsed) ?? content.Mode,
            Reason = parsed.GetValue(OptionalReason) ?? content.Reason,
            Instance = at.Instance,
        };
        var kept = await asker.AskAsync<KeepDraft, KeptDraft>(draft, cancellation);
        while (!kept.IsRefused && parsed.GetValue(Lines))
        {
            SayKept(kept.Value);
            if (await NextPairAsync(cancellation) is not { } pair)
            {
                break;
            }

            ItemAnswers.Give(pair, answers, missing);
            kept = await asker.AskAsync<KeepDraft, KeptDraft>(draft, cancellation);
        }

        return kept;
    }

    /// <summary>A draft that is given as a whole takes the place of the last one; one given by lines goes on from it.</summary>
    private static async Task<Outcome<FormDraft>> BeforeAsync(Asker asker, Guid participant, ParseResult parsed, CancellationToken cancellation)
    {
        var none = new FormDraft(new DraftContent(FormAnswers.None.Answers, FormAnswers.None.Missing, CompletedOn: null), parsed.GetValue(SeenOrNone), default);
        if (!parsed.GetValue(Lines))
        {
            return none;
        }

        var found = await asker.AskAsync<FindDraft, FoundDraft>(Find(parsed, asker.Trial, participant), cancellation);
        return found.Refusal switch
        {
            null => found.Value.Draft,
            NoSuchDraft => none,
            var refusal => refusal,
        };
    }

    private static async Task<string?> NextPairAsync(CancellationToken cancellation)
    {
        while (await Console.In.ReadLineAsync(cancellation) is { } line)
        {
            if (ItemAnswers.IsPair(line))
            {
                return line;
            }

            await Console.Error.WriteLineAsync($"'{Shown.Text(line)}' is not of the form item=value, and was left out.");
        }

        return null;
    }

    private static void SayKept(KeptDraft kept) => Screen.Line(Invariant($"Kept your draft of {kept.FormCode} at {kept.SavedAt.UtcDateTime:HH:mm:ss} UTC."));

    private static Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<FindDraft, FoundDraft>(
        parsed, (trial, participant) => Find(parsed, trial, participant), FormView.Show, cancellation);

    private static Task<int> RebaseAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<RebaseDraft, RebasedDraft>(
        parsed,
        (trial, participant) =>
        {
            var at = AtToType(parsed);
            return new RebaseDraft(trial, participant, at.VisitCode, at.FormCode) { Instance = at.Instance };
        },
        FormView.Show,
        cancellation);

    private static Task<int> DropAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<DropDraft, DroppedDraft>(
        parsed,
        (trial, participant) =>
        {
            var at = AtToType(parsed);
            return new DropDraft(trial, participant, at.VisitCode, at.FormCode) { Instance = at.Instance };
        },
        dropped => Screen.Line($"Your draft of {dropped.FormCode} is gone."),
        cancellation);

    private static void Show(ListedDrafts listed)
    {
        if (listed.Drafts.Count == 0)
        {
            Screen.Line("You have no drafts.");
            return;
        }

        Columns.Write(listed.Drafts.Select(draft => new[]
        {
            draft.ParticipantNumber,
            draft.VisitCode ?? "log",
            draft.FormCode,
            draft.Instance == FormAt.NewEntry ? "new entry" : Invariant($"no. {draft.Instance}"),
            Invariant($"on version {draft.BaseVersion}"),
            Shown.Instant(draft.SavedAt),
        }).ToList());
    }
}
