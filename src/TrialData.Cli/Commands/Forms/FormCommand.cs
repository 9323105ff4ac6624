using System.CommandLine;
using TrialData.Application.Capture;
using TrialData.Cli.Terminal;
using static System.FormattableString;
using static TrialData.Cli.Commands.Forms.FormPlaceOptions;

namespace TrialData.Cli.Commands.Forms;

/// <summary><c>trialdata form</c>: the forms and logs of a participant.</summary>
internal static class FormCommand
{
    private static readonly Argument<string> Item = new("item") { Description = "Code of the item." };

    private static readonly Option<string> Meaning = new("--meaning") { Description = "What your signature says.", Required = true };

    private static readonly Option<string> To = new("--to") { Description = "Number or id of the participant it belongs to.", HelpName = "PARTICIPANT", Required = true };

    private static readonly Option<string?> ToVisit = new("--to-visit") { Description = "The visit it belongs to. Default: the same.", HelpName = "CODE" };

    private static readonly Option<bool> ConfirmDay = new("--confirm-day") { Description = "You looked at it again: the day of the form is before the consent of the participant it belongs to." };

    public static Command Build()
    {
        Meaning.AcceptOnlyFromAmong(Words.All<SignatureMeaning>());
        return new Command("form", "Fills in, shows and looks after the forms and logs of a participant.")
        {
            About("show", "Shows a form: answers, scores, how far it has come, who signed it.", ShowAsync),
            SaveFormCommand.Build(),
            DraftCommand.Build(),
            CourseCommand.Build(),
            About("history", "Shows every value an item ever had: who gave it, when and why.", HistoryAsync, Item),
            EntryCommands.BuildEnter(),
            EntryCommands.BuildCompare(),
            EntryCommands.BuildSettle(),
            EntryCommands.BuildRemove(),
            LinkCommand.Build(),
            Marks("verify", "Says that a form agrees with its source.", OptionalReason, (trial, who, at, seen, reason) => new VerifyForm(trial, who, at, seen, reason)),
            Marks("unverify", "Takes back that a form agrees with its source.", Reason, (trial, who, at, seen, reason) => new UnverifyForm(trial, who, at, seen, reason!)),
            About("sign", "Signs a form; asks for your own password.", SignAsync, Seen, Meaning),
            Marks("lock", "Locks a form: nobody can save, move or void it.", OptionalReason, (trial, who, at, seen, reason) => new LockForm(trial, who, at, seen, reason)),
            Marks("unlock", "Unlocks a form.", Reason, (trial, who, at, seen, reason) => new UnlockForm(trial, who, at, seen, reason!)),
            About("void", "Takes a form that was entered in error out of every reading; its history stays.", VoidAsync, Seen, Reason),
            About("move", "Brings a form to the participant or visit it belongs to.", MoveAsync, Seen, To, ToVisit, Reason, ConfirmDay),
        };
    }

    private static Command Marks<TRequest>(
        string name, string description, Option reason, Func<string, Guid, FormAt, int, string?, TRequest> mark) => About(
        name,
        description,
        (parsed, cancellation) => OfParticipant.RunAsync<TRequest, FormMarked>(
            parsed,
            (trial, participant) => mark(trial, participant, At(parsed), parsed.GetValue(Seen), parsed.GetValue<string?>(reason.Name)),
            marked => Screen.Line(Invariant($"{marked.FormCode}, version {marked.Version}, is {Words.Said(marked.State)} now.")),
            cancellation),
        Seen,
        reason);

    private static Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<ShowForm, ShownForm>(
        parsed, (trial, participant) => new ShowForm(trial, participant, At(parsed)), FormView.Show, cancellation);

    private static Task<int> HistoryAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<ShowFieldHistory, FieldHistory>(
        parsed, (trial, participant) => new ShowFieldHistory(trial, participant, At(parsed), parsed.GetRequiredValue(Item)), FormView.Show, cancellation);

    private static Task<int> SignAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<SignForm, FormSigned>(
        parsed,
        (trial, participant) => new SignForm(
            trial, participant, At(parsed), parsed.GetValue(Seen), Words.Parse<SignatureMeaning>(parsed.GetRequiredValue(Meaning)), Ask.Hidden("Password")),
        signed => Screen.Line(Invariant($"{signed.SignerName} signed {signed.FormCode}, version {signed.Version}, at {Shown.Instant(signed.SignedAt)}: {Words.Said(signed.Meaning)}. SHA-256 of the data: {signed.DataSha256}")),
        cancellation);

    private static Task<int> VoidAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<VoidForm, FormVoided>(
        parsed,
        (trial, participant) => new VoidForm(trial, participant, At(parsed), parsed.GetValue(Seen), parsed.GetRequiredValue(Reason)),
        voided => Screen.Line(Invariant($"{voided.FormCode}, version {voided.Version}, is void. Its history stays.")),
        cancellation);

    private static Task<int> MoveAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync(
        parsed,
        async (asker, participant) =>
        {
            var to = await asker.FindParticipantAsync(parsed.GetRequiredValue(To), cancellation);
            return to.Refusal is { } refusal
                ? refusal
                : await asker.AskAsync<MoveForm, FormMoved>(
                    new MoveForm(asker.Trial, participant, At(parsed), parsed.GetValue(Seen), to.Value, parsed.GetRequiredValue(Reason), parsed.GetValue(ToVisit))
                    { IsDayConfirmed = parsed.GetValue(ConfirmDay) },
                    cancellation);
        },
        moved => Screen.Line($"Moved {moved.FromSubject} to {moved.ToSubject}. Both keep their history."),
        cancellation);
}
