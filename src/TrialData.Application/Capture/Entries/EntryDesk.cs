using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Entries;

public sealed record TakenEntries(IReadOnlyList<FormEntry> Entries);

/// <summary>Takes the two entries of a paper form, and hands the form that comes of them to <see cref="FormDesk"/>.</summary>
public sealed class EntryDesk(IFormEntries entries, IForms forms, FormDesk desk, TimeProvider clock)
{
    private const int Both = 2;

    /// <summary>Checks and keeps the entry of an account, and gives it with the one before.</summary>
    public async Task<Outcome<TakenEntries>> TakeAsync(
        LocatedForm found, long account, DateOnly completedOn, FormAnswers typed, string? identifierReason, CancellationToken cancellation)
    {
        var (form, place) = (found.Form, found.Place);
        if (!form.DoubleEntry)
        {
            return new NotEnteredTwice(form.Code);
        }

        var before = await entries.OfAsync(place, cancellation);
        if (before.Count >= Both || await forms.FindAsync(place, cancellation) is not null)
        {
            return new EnteredAlready(form.Code);
        }

        if (before.Any(entry => entry.AccountId == account))
        {
            return new EnteredByYou(form.Code);
        }

        var answers = AnswerCheck.Check(form, typed.Answers, typed.Missing);
        if (Fault(found, completedOn, answers, identifierReason) is { } fault)
        {
            return fault;
        }

        var entry = new FormEntry(before.Count + 1, account, completedOn, typed with { Answers = answers.Answers }, clock.GetUtcNow());
        return await entries.AddAsync(place, entry, found.RevealsArm, cancellation)
            ? new TakenEntries([.. before, entry])
            : new EnteredMeanwhile(form.Code);
    }

    public async Task<Outcome<EntryPair>> BothAsync(LocatedForm found, CancellationToken cancellation)
    {
        if (!found.Form.DoubleEntry)
        {
            return new NotEnteredTwice(found.Form.Code);
        }

        return await entries.OfAsync(found.Place, cancellation) is [var first, var second]
            ? new EntryPair(first, second, EntryComparison.Of(found.Form, first, second))
            : new NotEnteredByBoth(found.Form.Code);
    }

    public Task<Outcome<FormSaved>> SaveAsync(
        LocatedForm found, long account, DateOnly completedOn, FormAnswers answers, string? identifierReason, CancellationToken cancellation) => desk.SaveAsync(
        new FilledForm(
            found.Form, found.Place, found.Participant, found.Subject, ExpectedVersion: 0, completedOn, answers.Answers, found.RevealsArm, account)
        {
            Missing = answers.Missing,
            Mode = CaptureMode.Paper,
            IdentifierReason = identifierReason,
            NeedsNoSecondEntry = true,

            // Two people read it alike, or a third has settled it.
            Confirmed = FilledForm.EverythingOf(found.Form),
            Protocol = found.Protocol,
            Visit = found.Visit,
        },
        cancellation);

    private Refusal? Fault(LocatedForm found, DateOnly completedOn, CheckedAnswers answers, string? identifierReason)
    {
        if (completedOn > DateOnly.FromDateTime(clock.GetUtcNow().Date))
        {
            return new CompletedInTheFuture(completedOn);
        }

        if (answers.Faults.Count > 0)
        {
            return new InvalidAnswers(found.Form.Code, string.Join("; ", answers.Faults) + ".") { Faults = answers.Faults };
        }

        return answers.Suspected.Count > 0 && string.IsNullOrWhiteSpace(identifierReason)
            ? new IdentifierSuspected(found.Form.Code, string.Join(", ", answers.Suspected))
            : null;
    }
}

public sealed record EntryPair(FormEntry First, FormEntry Second, EntryComparison Comparison);
