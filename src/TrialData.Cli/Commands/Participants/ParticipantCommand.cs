using System.CommandLine;
using TrialData.Application.Enrolment;
using TrialData.Application.Enrolment.Eligibility;
using TrialData.Cli.Terminal;

namespace TrialData.Cli.Commands.Participants;

/// <summary><c>trialdata participant</c>: from screening to the end of the participation.</summary>
internal static class ParticipantCommand
{
    private static readonly Option<string> AtSite = new("--site") { Description = "The site that screens.", HelpName = "CODE", Required = true };

    private static readonly Option<string?> Cluster = new("--cluster") { Description = "Where the trial randomises clusters: the one of the site that the person belongs to.", HelpName = "CODE" };

    private static readonly Option<string?> Site = new("--site") { Description = "Participants of one site.", HelpName = "CODE" };

    private static readonly Option<DateOnly> On = new("--on") { Description = "The day.", HelpName = "YYYY-MM-DD", Required = true };

    private static readonly Option<DateTimeOffset> At = new("--at") { Description = "The instant of the signature: 2027-03-17T10:30Z.", HelpName = "INSTANT", Required = true };

    private static readonly Option<string> Form = new("--form") { Description = "The consent form that was signed.", HelpName = "CODE", Required = true };

    private static readonly Option<string> To = new("--to") { Description = "The site the participant moves to.", HelpName = "CODE", Required = true };

    private static readonly Option<string> Criterion = new("--criterion") { Description = "The eligibility criterion that is not met.", HelpName = "CODE", Required = true };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the audit trail.", HelpName = "TEXT", Required = true };

    private static readonly Option<string?> OwnReason = new("--reason") { Description = "Why, if the participant says so; nobody needs to.", HelpName = "TEXT" };

    private static readonly Option<string> From = new("--from") { Description = "What the participant withdraws from.", Required = true };

    private static readonly Option<string?> Data = new("--data") { Description = "Where consent is withdrawn: what the participant chose for the data." };

    private static readonly Option<bool> LeaveDrafts = new("--leave-drafts") { Description = "Leave behind what was typed at the old site and is not saved; nobody there can save it afterwards." };

    private static readonly Option<string> Because = new("--because") { Description = "Why the participation ended.", Required = true };

    public static Command Build()
    {
        From.AcceptOnlyFromAmong(Words.All<WithdrawalKind>());
        Data.AcceptOnlyFromAmong(Words.All<DataUse>());
        Because.AcceptOnlyFromAmong(Words.All<EndReason>().Except([Words.Of(EndReason.Withdrawn)], StringComparer.Ordinal).ToArray());
        var list = new Command("list", "Lists the participants you may read.") { Site };
        var screen = new Command("screen", "Screens a person: a yes or no to each eligibility criterion.") { ItemAnswers.Pairs, AtSite, Cluster, On };
        var due = new Command("list-due", "Lists whose consent is due anew, after an amendment.");
        return new Command("participant", "Looks after participants, from screening to the end of the participation.")
        {
            Does(list, ListAsync),
            Does(screen, ScreenAsync),
            Does(About("consent", "Records the signature on a consent form.", Form, At), ConsentAsync),
            Does(About("enrol", "Enrols a participant who is eligible and has consented.", On), EnrolAsync),
            Does(About("sign-eligibility", "Signs, as an investigator, that a participant is eligible; some protocols ask for it before randomisation."), SignEligibilityAsync),
            Does(About("waive", "Waives, as a manager, a criterion that keeps a participant out: a deviation from the protocol.", Criterion, Reason), WaiveAsync),
            Does(About("visit", "Adds a visit that nobody planned.", On), VisitAsync),
            Does(About("withdraw", "Records what a participant withdraws from.", From, On, Data, OwnReason), WithdrawAsync),
            Does(About("end", "Records that a participant was lost to follow-up or died.", Because, On), EndAsync),
            Does(About("undo-end", "Takes back a death or a loss to follow-up that was recorded in error.", Reason), UndoEndAsync),
            Does(About("transfer", "Moves a participant to another site.", To, On, Reason, LeaveDrafts), TransferAsync),
            Does(About("reconsent", "Records that a participant signed another consent form.", Form, On), ReconsentAsync),
            Does(due, ListDueAsync),
        };
    }

    private static Command About(string name, string description, params Option[] options)
    {
        var command = new Command(name, description) { OfParticipant.Participant };
        foreach (var option in options)
        {
            command.Add(option);
        }

        return command;
    }

    private static Command Does(Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.Add(CommonOptions.Trial);
        command.Add(CommonOptions.Json);
        command.WithAccount().SetAction(action);
        return command;
    }

    private static Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation) => InTrial.RunAsync<ListParticipants, ListedParticipants>(
        parsed, trial => new ListParticipants(trial, SiteCode: parsed.GetValue(Site)), ParticipantView.Show, cancellation);

    private static Task<int> ScreenAsync(ParseResult parsed, CancellationToken cancellation) => InTrial.RunAsync<ScreenParticipant, ScreenedParticipant>(
        parsed,
        trial => new ScreenParticipant(
            trial,
            parsed.GetRequiredValue(AtSite),
            parsed.GetValue(On),
            (parsed.GetValue(ItemAnswers.Pairs) ?? []).Select(ItemAnswers.Split).ToDictionary(pair => pair.Item, pair => pair.Value, StringComparer.Ordinal),
            parsed.GetValue(Cluster)),
        screened => Screen.Line($"{screened.Number}: {(screened.UnmetCriterion is { } unmet ? $"not eligible, by {unmet}" : "eligible")}. Id: {screened.PublicId}"),
        cancellation);

    private static Task<int> ConsentAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<RecordConsent, ConsentRecorded>(
        parsed,
        (trial, participant) => new RecordConsent(trial, participant, parsed.GetRequiredValue(Form), parsed.GetValue(At)),
        recorded => Screen.Line($"{recorded.Number} consented at {Shown.Instant(recorded.ConsentedAt)}."),
        cancellation);

    private static Task<int> EnrolAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<EnrolParticipant, EnrolledParticipant>(
        parsed, (trial, participant) => new EnrolParticipant(trial, participant, parsed.GetValue(On)), ParticipantView.Show, cancellation);

    private static Task<int> SignEligibilityAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync(
        parsed,
        (asker, participant) => asker.ConfirmAsync<SignEligibility, SignedEligibility, EligibilityNotConfirmed>(
            new SignEligibility(asker.Trial, participant), (request, password) => request with { Password = password }, "sign", cancellation),
        signed => Screen.Line($"{signed.Number} is eligible, signed by {Shown.Text(signed.SignerName)} at {Shown.Instant(signed.SignedAt)}."),
        cancellation);

    private static Task<int> WaiveAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync(
        parsed,
        (asker, participant) => asker.ConfirmAsync<WaiveEligibility, WaivedEligibility, WaiverNotConfirmed>(
            new WaiveEligibility(asker.Trial, participant, parsed.GetRequiredValue(Criterion), parsed.GetRequiredValue(Reason)),
            (request, password) => request with { Password = password },
            "waive",
            cancellation),
        waived => Screen.Line($"{waived.Criterion} is waived for {waived.Number}. {(waived.UnmetCriterion is { } unmet ? $"Still not eligible, by {unmet}." : "The participant goes on as eligible.")}"),
        cancellation);

    private static Task<int> VisitAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<AddUnscheduledVisit, UnscheduledVisitAdded>(
        parsed,
        (trial, participant) => new AddUnscheduledVisit(trial, participant, parsed.GetValue(On)),
        added => Screen.Line($"{added.Number} has a visit {added.VisitCode} on {Shown.Day(added.On)}."),
        cancellation);

    private static Task<int> WithdrawAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<WithdrawParticipant, WithdrawnParticipant>(
        parsed,
        (trial, participant) => new WithdrawParticipant(
            trial, participant, Words.Parse<WithdrawalKind>(parsed.GetRequiredValue(From)), parsed.GetValue(On),
            parsed.GetValue(Data) is { } use ? Words.Parse<DataUse>(use) : null, parsed.GetValue(OwnReason)),
        withdrawn => Screen.Line($"{withdrawn.Number} withdrew ({Words.Said(withdrawn.Kind)}) on {Shown.Day(withdrawn.WithdrawnOn)}. {(withdrawn.EndedOn is null ? "The participation goes on." : $"The participation ended on {Shown.Day(withdrawn.EndedOn)}.")}"),
        cancellation);

    private static Task<int> EndAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<EndParticipation, EndedParticipation>(
        parsed,
        (trial, participant) => new EndParticipation(trial, participant, parsed.GetValue(On), Words.Parse<EndReason>(parsed.GetRequiredValue(Because))),
        ended => Screen.Line(ended.Reason == EndReason.Died ? $"{ended.Number} died on {Shown.Day(ended.EndedOn)}." : $"The participation of {ended.Number} ended on {Shown.Day(ended.EndedOn)}: {Words.Said(ended.Reason)}."),
        cancellation);

    private static Task<int> UndoEndAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<TakeBackEnd, EndTakenBack>(
        parsed,
        (trial, participant) => new TakeBackEnd(trial, participant, parsed.GetRequiredValue(Reason)),
        back => Screen.Line($"Taken back. {(back.EndedOn is { } endedOn ? $"The participation of {back.Number} ended on {Shown.Day(endedOn)}." : $"The participation of {back.Number} goes on.")}"),
        cancellation);

    private static Task<int> TransferAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<TransferParticipant, TransferredParticipant>(
        parsed,
        (trial, participant) => new TransferParticipant(trial, participant, parsed.GetRequiredValue(To), parsed.GetValue(On), parsed.GetRequiredValue(Reason), parsed.GetValue(LeaveDrafts)),
        moved => Screen.Line($"{moved.Number} moved from {moved.FromSite} to {moved.ToSite} on {Shown.Day(moved.TransferredOn)}.{(moved.RevokedLinks == 0 ? string.Empty : $" {Counted.Of(moved.RevokedLinks, "open link")} revoked.")}"),
        cancellation);

    private static Task<int> ReconsentAsync(ParseResult parsed, CancellationToken cancellation) => OfParticipant.RunAsync<ReconsentParticipant, Reconsented>(
        parsed,
        (trial, participant) => new ReconsentParticipant(trial, participant, parsed.GetRequiredValue(Form), parsed.GetValue(On)),
        signed => Screen.Line($"{signed.Number} signed {signed.ConsentForm} on {Shown.Day(signed.ConsentedOn)}."),
        cancellation);

    private static Task<int> ListDueAsync(ParseResult parsed, CancellationToken cancellation) => InTrial.RunAsync<ListReconsentsDue, ReconsentsDue>(
        parsed, trial => new ListReconsentsDue(trial), ParticipantView.Show, cancellation);
}
