using TrialData.Application.Pipeline;

namespace TrialData.Application.Capture.Entries;

/// <summary>What came of an entry: both entries, once the second is in, and the form where both were alike.</summary>
public sealed record TakenEntry(FormEntry Entry, EntryComparison? Comparison, FormSaved? Saved);

/// <summary>Takes the two entries of a paper form, and hands the form that comes of them to <see cref="FormDesk"/>.</summary>
public sealed class EntryDesk(IFormEntries entries, IForms forms, FormDesk desk, TimeProvider clock)
{
    private const int Both = 2;

    /// <summary>Checks and keeps the entry of an account. The second of two that are alike is kept with the form that comes of them, or neither is.</summary>
    public async Task<Outcome<TakenEntry>> TakeAsync(
        LocatedForm found, long account, DateOnly completedOn, FormAnswers typed, string? identifierReason, CancellationToken cancellation)
    {
        var before = await FindTurnAsync(found, account, cancellation);
        if (before.IsRefused)
        {
            return before.Refusal!;
        }

        var filled = Fill(found, account, completedOn, typed, identifierReason);
        var answers = desk.Check(filled);
        if (answers.IsRefused)
        {
            return answers.Refusal!;
        }

        var first = before.Value.First;
        var entry = new FormEntry(
            first is null ? 1 : Both, account, completedOn, typed with { Answers = answers.Value.Answers }, clock.GetUtcNow());
        var comparison = first is null ? null : EntryComparison.Of(found.Form, first, entry);
        FormSaved? saved = null;
        if (comparison is { IsEqual: true })
        {
            // Before the entry is kept: a refusal whose failed checks stay in the trail must not keep half of it.
            var outcome = await desk.SaveAsync(filled, answers.Value, cancellation);
            if (outcome.IsRefused)
            {
                return outcome.Refusal!;
            }

            saved = outcome.Value;
        }
        else if (await desk.WhyRefusedByRulesAsync(filled, answers.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await entries.AddAsync(found.Place, before.Value.Round, entry, found.RevealsArm, cancellation)
            ? new TakenEntry(entry, comparison, saved)
            : new EnteredMeanwhile(found.Form.Code);
    }

    public async Task<Outcome<EntryPair>> BothAsync(LocatedForm found, CancellationToken cancellation)
    {
        if (!found.Form.DoubleEntry)
        {
            return new NotEnteredTwice(found.Form.Code);
        }

        return (await entries.CurrentAsync(found.Place, cancellation)).Entries is [var first, var second]
            ? new EntryPair(first, second, EntryComparison.Of(found.Form, first, second))
            : new NotEnteredByBoth(found.Form.Code);
    }

    public Task<Outcome<FormSaved>> SaveAsync(
        LocatedForm found, long account, DateOnly completedOn, FormAnswers answers, string? identifierReason, CancellationToken cancellation) =>
        desk.SaveAsync(Fill(found, account, completedOn, answers, identifierReason), cancellation);

    private async Task<Outcome<EntryTurn>> FindTurnAsync(LocatedForm found, long account, CancellationToken cancellation)
    {
        var code = found.Form.Code;
        if (!found.Form.DoubleEntry)
        {
            return new NotEnteredTwice(code);
        }

        var (round, before) = await entries.CurrentAsync(found.Place, cancellation);
        if (before.Count >= Both || await forms.FindAsync(found.Place, cancellation) is not null)
        {
            return new EnteredAlready(code);
        }

        return before.Any(entry => entry.AccountId == account) ? new EnteredByYou(code) : new EntryTurn(round, before.SingleOrDefault());
    }

    private static FilledForm Fill(LocatedForm found, long account, DateOnly completedOn, FormAnswers answers, string? identifierReason) =>
        found.Fill(account, expectedVersion: 0, completedOn, answers) with
        {
            Mode = CaptureMode.Paper,
            IdentifierReason = identifierReason,
            NeedsNoSecondEntry = true,

            // Two people read it alike, or a third has settled it.
            Confirmed = FilledForm.EverythingOf(found.Form),
        };

    /// <param name="First">Null where nobody has entered the form yet.</param>
    private sealed record EntryTurn(int Round, FormEntry? First);
}

public sealed record EntryPair(FormEntry First, FormEntry Second, EntryComparison Comparison);
