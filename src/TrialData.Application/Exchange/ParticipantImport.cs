using TrialData.Application.Allocation;
using TrialData.Application.Capture;
using TrialData.Application.Enrolment;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

/// <summary>Where an import goes, and how far it has come.</summary>
public sealed class ImportTarget(Trial trial, TrialProtocol protocol, IReadOnlyDictionary<string, Site> sites, ImportMapping mapping, string? identifierReason)
{
    public Trial Trial { get; } = trial;

    public TrialProtocol Protocol { get; } = protocol;

    public IReadOnlyDictionary<string, Site> Sites { get; } = sites;

    public ImportMapping Mapping { get; } = mapping;

    public string? IdentifierReason { get; } = identifierReason;

    internal Dictionary<string, long> RowOfNumber { get; } = new(StringComparer.OrdinalIgnoreCase);

    public int Participants { get; internal set; }

    public long Forms { get; internal set; }

    public long Answers { get; internal set; }
}

/// <summary>Makes one participant, with allocation and answers, of one row.</summary>
public sealed class ParticipantImport(
    IParticipants participants, IAllocationVault vault, IForms forms, IIdentities identities, RequestContext context, AuditNote note, TimeProvider clock)
{
    private const int LongestNumber = 40;

    /// <summary>Checks the row and, as long as the file has no fault, writes it.</summary>
    internal async Task AddAsync(FileRow row, RowReader reader, ImportTarget target, FaultList faults, CancellationToken cancellation)
    {
        var number = Number(row, reader, target, faults);
        var site = OneOf(row, reader, target.Mapping.Participant.Site, target.Sites, "site", faults);
        var arms = target.Protocol.Arms.ToDictionary(a => a.Code, StringComparer.Ordinal);
        var arm = OneOf(row, reader, target.Mapping.Participant.Arm, arms, "arm", faults);
        var screenedOn = reader.Day(row, target.Mapping.Participant.ScreenedOn);
        var enrolledOn = reader.Day(row, target.Mapping.Participant.EnrolledOn);
        var allocatedOn = reader.Day(row, target.Mapping.Participant.AllocatedOn);
        var filled = target.Mapping.Forms.Select(f => Fill(row, reader, f, target, faults)).OfType<FilledForm>().ToList();
        if (faults.Count > 0 || number is null || site is null || arm is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var participant = new NewParticipant(
            identities.NewId(), target.Trial.TrialId, site.SiteId, number, target.Protocol.Version,
            ParticipantStatus.Randomised, screenedOn, ExclusionCriterion: null, EnrolledOn: enrolledOn);
        var id = await participants.AddAsync(participant, cancellation);
        var allocation = new NewAllocation(
            identities.NewId(), target.Trial.TrialId, site.SiteId, id, arm.Code, AllocationOrigin.Imported,
            SchemeId: null, Stratum: null, SequenceInStratum: null, allocatedOn, now, context.Actor.AccountId!.Value);
        await vault.AddAsync(allocation, cancellation);
        note.Allocated(number, arm.Code, allocation.Evidence().Name, allocation.Evidence().Digest);
        await participants.AddVisitsAsync(id, Visits(target.Protocol, arm.Code, enrolledOn, allocatedOn), cancellation);
        foreach (var form in filled)
        {
            await SaveAsync(id, participant, form, target, now, cancellation);
        }

        target.Participants++;
    }

    private async Task SaveAsync(long participantId, NewParticipant participant, FilledForm filled, ImportTarget target, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = SiteScope.WholeTrial(target.Trial.TrialId);
        var visit = await forms.FindVisitAsync(participantId, filled.Visit, scope, cancellation)
            ?? throw new InvalidOperationException($"The visit {filled.Visit} was not scheduled.");
        var answers = filled.Checked.Answers.ToDictionary(a => a.Key, a => new AnswerChange(a.Value), StringComparer.Ordinal);
        var reveals = filled.Form.RevealsArm || target.Protocol.FindVisit(filled.Visit)!.RevealsArm;
        var save = new FormSave(
            FormId: null, new FormPlace(participantId, visit.VisitId, filled.Form.Code), filled.Form.Instrument?.Id, filled.Form.Instrument?.Version,
            Version: 1, filled.CompletedOn, Mode: null, answers, filled.Checked.Scores, Reason: null, context.Actor.AccountId!.Value, now, reveals);
        var formId = await forms.SaveAsync(save, cancellation)
            ?? throw new InvalidOperationException($"The form {filled.Form.Code} of {participant.Number} is there already.");
        foreach (var suspected in filled.Checked.Suspected)
        {
            note.Changed("identifierOverride", oldValue: null, $"{participant.Number}/{filled.Visit}/{filled.Form.Code} {suspected}", target.IdentifierReason);
        }

        note.Saved($"{participant.Number}/{filled.Visit}/{filled.Form.Code}", participant.SiteId, save.EvidenceOf(formId), reason: null, reveals);
        target.Forms++;
        target.Answers += answers.Count;
    }

    private static string? Number(FileRow row, RowReader reader, ImportTarget target, FaultList faults)
    {
        var source = target.Mapping.Participant.Number;
        var number = reader.Text(row, source)?.Trim();
        if (number is null)
        {
            faults.Add(new Fault(RowReader.Place(row, source), Value: null, "is blank; every participant needs a number"));
        }
        else if (number.Length > LongestNumber)
        {
            faults.Add(new Fault(RowReader.Place(row, source), number, $"is longer than {LongestNumber} characters"));
        }
        else if (!target.RowOfNumber.TryAdd(number, row.Number))
        {
            faults.Add(new Fault(RowReader.Place(row, source), number, Invariant($"stands in row {target.RowOfNumber[number]} already")));
        }

        return number;
    }

    private static T? OneOf<T>(
        FileRow row, RowReader reader, ValueSource source, IReadOnlyDictionary<string, T> known, string what, FaultList faults)
        where T : class
    {
        var before = faults.Count;
        var code = reader.Text(row, source);
        if (code is not null && known.TryGetValue(code, out var found))
        {
            return found;
        }

        if (faults.Count == before)
        {
            faults.Add(new Fault(RowReader.Place(row, source), reader.Raw(row, source), $"is no {what} of the protocol: {string.Join(", ", known.Keys)}"));
        }

        return null;
    }

    /// <summary>The answers of one form; null where the row holds none of them, as after a missed visit.</summary>
    private static FilledForm? Fill(FileRow row, RowReader reader, FormMapping mapping, ImportTarget target, FaultList faults)
    {
        var before = faults.Count;
        var completedOn = reader.Day(row, mapping.CompletedOn);
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (item, source) in mapping.Items)
        {
            if (reader.Text(row, source) is { } value)
            {
                answers[item] = value;
            }
        }

        if (answers.Count == 0 || faults.Count > before)
        {
            return null;
        }

        var form = target.Protocol.FindForm(mapping.Form)!;
        var result = AnswerCheck.Check(form, answers);
        foreach (var fault in result.Faults)
        {
            var source = mapping.Items.GetValueOrDefault(fault.Place);
            faults.Add(source is null
                ? new Fault(Invariant($"row {row.Number}"), Value: null, Invariant($"{mapping.Form}.{fault.Place} {fault.Reason}, and no column gives it"))
                : new Fault(RowReader.Place(row, source), reader.Raw(row, source) ?? fault.Value, fault.Reason));
        }

        foreach (var suspected in string.IsNullOrWhiteSpace(target.IdentifierReason) ? result.Suspected : [])
        {
            faults.Add(new Fault(RowReader.Place(row, mapping.Items[suspected.Item]), Value: null, $"may tell who the participant is ({suspected.Kind}); take it out, or give a reason to import it"));
        }

        return result.Faults.Count == 0 ? new FilledForm(form, mapping.Visit, completedOn, result) : null;
    }

    private static List<ScheduledVisit> Visits(TrialProtocol protocol, string arm, DateOnly? enrolledOn, DateOnly? allocatedOn) =>
        protocol.Visits
            .Where(v => v.OnlyForArms.Count == 0 || v.OnlyForArms.Contains(arm))
            .Select(v => (v.Anchor == VisitAnchor.Enrolment ? enrolledOn : allocatedOn) is { } day
                ? VisitSchedule.OnDay(v, day)
                : new ScheduledVisit(v.Code, TargetOn: null, OpensOn: null, ClosesOn: null, v.RevealsArm))
            .ToList();

    private sealed record FilledForm(FormDefinition Form, string Visit, DateOnly? CompletedOn, CheckedAnswers Checked);
}
