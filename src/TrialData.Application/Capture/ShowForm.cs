using TrialData.Application.Capture.Courses;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>Shows a form as it stands: answers, scores, how far it has come and who signed it.</summary>
[Requires(Permission.ReadParticipants), Reading]
public sealed record ShowForm(string TrialCode, Guid ParticipantId, FormAt At);

/// <param name="IsValid">Whether the form still is what was signed.</param>
public sealed record ShownSignature(string SignerName, DateTimeOffset SignedAt, SignatureMeaning Meaning, int FormVersion, string DataSha256, bool IsValid);

/// <param name="Version">0 for a form that was never saved.</param>
public sealed record ShownForm(
    string FormCode,
    FormState State,
    int Version,
    DateOnly? CompletedOn,
    CaptureMode? Mode,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyDictionary<string, Missing> Missing,
    IReadOnlyList<StoredScore> Scores,
    IReadOnlyList<ShownSignature> Signatures)
{
    /// <summary>Whether it was compared with its source as it stands now, whatever came after.</summary>
    public bool IsVerified { get; init; }

    /// <summary>Codes of all items, in the order of the form.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>How many values each item ever had here, forms entered in error included; only of items that had any.</summary>
    public IReadOnlyDictionary<string, int> TimesGiven { get; init; } = new Dictionary<string, int>();

    /// <summary>How scores changed since the first time the form was filled in, where something is published about their changes.</summary>
    public IReadOnlyList<ChangeOfScore> Changes { get; init; } = [];
}

public sealed class ShowFormHandler(FormFinder finder, IForms forms, IFormLife life, CourseReader courses) : IUseCase<ShowForm, ShownForm>
{
    private static readonly Dictionary<string, string> NoAnswers = [];

    public async Task<Outcome<ShownForm>> HandleAsync(ShowForm request, CancellationToken cancellation)
    {
        var found = await finder.FindAsync(request.TrialCode, request.ParticipantId, request.At, Permission.ReadParticipants, cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var located = found.Value;
        var given = await forms.CountHistoryAsync(located.Place, cancellation);
        if (await forms.FindAsync(located.Place, cancellation) is not { } form)
        {
            var state = await life.HasDraftAsync(located.Place, cancellation) ? FormState.Draft : FormState.NotStarted;
            return new ShownForm(
                located.Form.Code, state, Version: 0, CompletedOn: null, Mode: null, NoAnswers, FilledForm.NoneMissing, Scores: [], Signatures: [])
            {
                TimesGiven = given,
            };
        }

        var signatures = await life.SignaturesAsync(form.FormId, cancellation);
        var standing = FormStanding.Of(form, await life.MarksAsync(form.FormId, cancellation), signatures, located.Subject);
        var scores = await forms.ScoresAsync(form.FormId, form.Version, cancellation);
        return new ShownForm(
            form.Code,
            standing.State,
            form.Version,
            form.CompletedOn,
            form.Mode,
            form.Answers,
            form.Missing,
            scores,
            signatures.Select(s => new ShownSignature(
                s.SignerName, s.SignedAt, s.Meaning, s.FormVersion, s.DataSha256, s.IsValidFor(form, located.Subject))).ToList())
        {
            TimesGiven = given,
            IsVerified = standing.IsVerified,
            Items = located.Form.Items.Select(item => item.Code).ToList(),
            Changes = await ChangesAsync(located, form, scores, cancellation),
        };
    }

    // A form that was saved under another definition stands beside scores of that one: they are not compared with those of the course.
    private async Task<IReadOnlyList<ChangeOfScore>> ChangesAsync(
        LocatedForm located, SavedForm form, IReadOnlyList<StoredScore> scores, CancellationToken cancellation) =>
        located.Form.Instrument is { } instrument
        && instrument.Scores.Any(score => score.Change is not null)
        && scores.All(score => score.InstrumentVersion == instrument.Version)
            ? new Course(instrument, await courses.ReadAsync(located.Participant, form.Code, isLog: located.At.VisitCode is null, cancellation)).ChangesOf(form.FormId)
            : [];
}
