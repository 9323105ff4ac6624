using FluentValidation;
using TrialData.Application.Pipeline;

using TrialData.Application.Protocol;

namespace TrialData.Application.Capture.Entries;

/// <summary>Settles what two people entered differently from one paper form, and saves it. Somebody else than the two does.</summary>
/// <param name="Choices">One for each item that differs.</param>
/// <param name="CompletedOn">Needed where the days differ.</param>
/// <param name="IdentifierReason">Why a free text that looks like it holds a direct identifier is saved all the same.</param>
[Requires(Permission.AdjudicateEntries)]
public sealed record AdjudicateForm(
    string TrialCode,
    Guid ParticipantId,
    string VisitCode,
    string FormCode,
    IReadOnlyList<EntryChoice> Choices,
    DateOnly? CompletedOn = null,
    string? IdentifierReason = null);

/// <summary>What an item that was entered in two ways shall be.</summary>
/// <param name="Turn">The entry that is right; null where <paramref name="Other"/> is.</param>
/// <param name="Other">What neither entered; null without turn for no answer.</param>
/// <param name="Reason">Why neither is right; needed without turn.</param>
public sealed record EntryChoice(string Item, int? Turn, AnswerChange? Other = null, string? Reason = null);

public sealed class AdjudicateFormValidator : AbstractValidator<AdjudicateForm>
{
    private const int LastTurn = 2;

    public AdjudicateFormValidator()
    {
        RuleFor(r => r.IdentifierReason).IsReasonIfAny();
        RuleForEach(r => r.Choices).ChildRules(choice =>
        {
            choice.RuleFor(c => c.Turn).InclusiveBetween(1, LastTurn);
            choice.RuleFor(c => c.Other).Null().When(c => c.Turn is not null);
            choice.RuleFor(c => c.Reason).IsReasonIfAny();
            choice.RuleFor(c => c.Reason).NotEmpty().When(c => c.Turn is null);
        });
    }
}

public sealed class AdjudicateFormHandler(
    FormFinder finder, EntryDesk desk, RequestContext context, AuditNote note) : IUseCase<AdjudicateForm, FormSaved>
{
    public async Task<Outcome<FormSaved>> HandleAsync(AdjudicateForm request, CancellationToken cancellation)
    {
        var found = await finder.FindToSettleAsync(
            request.TrialCode, request.ParticipantId, new FormAt(request.VisitCode, request.FormCode), cancellation);
        if (found.IsRefused)
        {
            return found.Refusal!;
        }

        var both = await desk.BothAsync(found.Value, cancellation);
        if (both.IsRefused)
        {
            return both.Refusal!;
        }

        var account = context.Actor.AccountId!.Value;
        var (first, second, comparison) = both.Value;
        if (first.AccountId == account || second.AccountId == account)
        {
            return new EnteredByYou(request.FormCode);
        }

        if (Unsettled(request, comparison) is { } unsettled)
        {
            return unsettled;
        }

        var completedOn = comparison.HasOneDay ? first.CompletedOn : request.CompletedOn!.Value;
        var saved = await desk.SaveAsync(
            found.Value, account, completedOn, Settle(first, second, request.Choices), request.IdentifierReason, cancellation);
        if (!saved.IsRefused)
        {
            // Only now: what was refused has settled nothing.
            foreach (var choice in request.Choices)
            {
                note.Changed(choice.Item, "entries 1 and 2", choice.Turn is { } turn ? $"entry {AuditHash.Text(turn)}" : "neither", choice.Reason);
            }
        }

        return saved;
    }

    private static EntriesNotSettled? Unsettled(AdjudicateForm request, EntryComparison comparison)
    {
        var chosen = request.Choices.Select(choice => choice.Item).ToList();
        var differing = comparison.Items.Select(item => item.Item).ToList();
        var faults = differing.Except(chosen, StringComparer.Ordinal).Select(item => new Fault(item, Value: null, "was entered in two ways; choose one"))
            .Concat(chosen.Except(differing, StringComparer.Ordinal).Select(item => new Fault(item, Value: null, "was not entered in two ways")))
            .Concat(chosen.GroupBy(item => item, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => new Fault(g.Key, Value: null, "is chosen twice")))
            .Concat(comparison.HasOneDay == request.CompletedOn is null ? [] : [new Fault("completedOn", Value: null, "must be given where the days differ, and there alone")])
            .ToList();
        return faults.Count == 0 ? null : new EntriesNotSettled(request.FormCode, string.Join("; ", faults) + ".") { Faults = faults };
    }

    private static FormAnswers Settle(FormEntry first, FormEntry second, IReadOnlyList<EntryChoice> choices)
    {
        var answers = new Dictionary<string, string>(first.Content.Answers, StringComparer.Ordinal);
        var missing = new Dictionary<string, Missing>(first.Content.Missing, StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            answers.Remove(choice.Item);
            missing.Remove(choice.Item);
            var right = choice.Turn is { } turn ? (turn == first.Turn ? first : second).Content.Of(choice.Item) : choice.Other;
            if (right?.Value is { } answer)
            {
                answers[choice.Item] = answer;
            }

            if (right?.Missing is { } why)
            {
                missing[choice.Item] = why;
            }
        }

        return new FormAnswers(answers, missing);
    }
}
