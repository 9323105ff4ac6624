using Microsoft.AspNetCore.Mvc;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Enrolment;
using TrialData.Application.Oversight;
using TrialData.Application.Pipeline;
using TrialData.Hosting;
using TrialData.Web.Ground;
using TrialData.Web.SignedIn;

namespace TrialData.Web.Pages.Participants;

/// <summary>A participant: how far it has come, its visits, and what is to be done next.</summary>
internal sealed class ShowModel(Door door) : ParticipantPage(door)
{
    private const int LastShown = 3;

    public NextStep? NextStep => NextStep.For(Participant, Trial, Address);

    public IEnumerable<(string Key, string Value)> Facts
    {
        get
        {
            if (Participant.ScreenedOn is { } screened)
            {
                yield return ("Screened", Shown.Day(screened));
            }

            if (Participant.ConsentedAt is { } consented)
            {
                yield return ("Consented", Shown.Instant(consented));
            }

            if (Participant.EnrolledOn is { } enrolled)
            {
                yield return ("Enrolled", Shown.Day(enrolled));
            }

            if (Participant.Eligibility is { Signer: { } signer, SignedAt: { } signed })
            {
                yield return ("Eligibility signed", $"{signer}, {Shown.Instant(signed)}");
            }

            if (Participant.Arm is { } arm)
            {
                yield return ("Allocated to", arm);
            }

            if (Participant.EndedOn is { } ended)
            {
                yield return ("Participation ended", Shown.Day(ended) + (Participant.EndReason is { } reason ? $" ({Words.Of(reason).ToLowerInvariant()})" : string.Empty));
            }

            if (Participant.DiedOn is { } died)
            {
                yield return ("Died", Shown.Day(died));
            }
        }
    }

    /// <summary>What may be done at any time, beside the next step.</summary>
    public IEnumerable<PlaceLink> OtherActs
    {
        get
        {
            if (HasEntered && Participant.EndedOn is null && Trial.May(Permission.SaveForm))
            {
                yield return new PlaceLink(Address + "/visit", "Add a visit that nobody planned");
            }

            if (HasEntered && Trial.May(Permission.SaveForm))
            {
                yield return new PlaceLink(Address + "/links", "Links by which the participant fills forms in");
            }

            if (Participant is { ConsentedAt: not null, EndedOn: null, ConsentForms.Count: > 1 } && Trial.May(Permission.RecordConsent))
            {
                yield return new PlaceLink(Address + "/reconsent", "Record a new consent");
            }

            if (Participant.EndedOn is null && Trial.May(Permission.TransferParticipant))
            {
                yield return new PlaceLink(Address + "/transfer", "Transfer to another site");
            }

            if (Participant.HasEndToTakeBack && Trial.May(Permission.EndParticipation))
            {
                yield return new PlaceLink(Address + "/take-back-end", "Take back an end that was recorded in error");
            }

            if (Participant.Status is not ParticipantStatus.Excluded && Trial.May(Permission.EndParticipation))
            {
                if (Participant.ConsentedAt is not null)
                {
                    yield return new PlaceLink(Address + "/withdraw", "Record a withdrawal");
                }

                yield return new PlaceLink(Address + "/end", "Record that the participant died or was lost to follow-up");
            }

            if (Participant.Status is ParticipantStatus.Randomised && Trial.May(Permission.BreakBlind))
            {
                yield return new PlaceLink(Address + "/break-blind", "Break the blind in an emergency");
            }
        }
    }

    /// <summary>Logs of adverse events, with the last entries of each.</summary>
    public IReadOnlyList<SafetyLog> SafetyLogs { get; private set; } = [];

    public IReadOnlyList<LogOfParticipant> OtherLogs => HasEntered ? Participant.Logs.Where(log => !log.IsSafety).ToList() : [];

    private bool HasEntered => Participant.Status is ParticipantStatus.Enrolled or ParticipantStatus.Randomised;

    public string LogAddress(LogOfParticipant log) => $"{Address}/logs/{Uri.EscapeDataString(log.Code)}";

    public bool MayReport(LogOfParticipant log) => log.MayFill && Trial.May(Permission.SaveForm);

    public string PackAddress(VisitOfTimeline visit) => $"{Address}/packs/{Uri.EscapeDataString(visit.Code)}";

    public string FormAddress(string visit, string form) => NextStep.FormAddress(Address, visit, form);

    public static string WindowOf(VisitOfTimeline visit) => visit switch
    {
        { TargetOn: { } target, OpensOn: { } opens, ClosesOn: { } closes } when opens != closes => $"{Shown.Day(target)}, from {Shown.Day(opens)} to {Shown.Day(closes)}",
        { TargetOn: { } target } => Shown.Day(target),
        _ => "Not planned",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is { } nothing)
        {
            return nothing;
        }

        SafetyLogs = HasEntered ? await SafetyLogsAsync() : [];
        return Page();
    }

    private async Task<IReadOnlyList<SafetyLog>> SafetyLogsAsync()
    {
        var logs = new List<SafetyLog>();
        foreach (var log in Participant.Logs.Where(log => log.IsSafety))
        {
            if (log.Entries == 0)
            {
                logs.Add(new SafetyLog(log, What: null, []));
                continue;
            }

            var listed = (await AskAsync<ListLogEntries, ListedLogEntries>(new(TrialCode, ParticipantId, log.Code))).Value;
            logs.Add(new SafetyLog(log, listed.Log.Items[0], listed.Entries.Reverse().Take(LastShown).ToList()));
        }

        return logs;
    }
}

/// <param name="What">The item that says what happened; null where there is no entry.</param>
/// <param name="Last">The last entries first.</param>
internal sealed record SafetyLog(LogOfParticipant Log, LaidItem? What, IReadOnlyList<LogEntry> Last);
