using System.Text;
using TrialData.Instruments.Rules;

namespace TrialData.Instruments;

/// <summary>What a score came to, without the words about it.</summary>
/// <param name="Value">The value, unrounded; null where the missing rule forbids one.</param>
/// <param name="ItemsUsed">How many of its items had an answer that counts.</param>
/// <param name="ItemsImputed">How many items were filled in; 0 where there is no value.</param>
/// <param name="Reason">Why there is no value; null where there is one.</param>
public readonly record struct MadeScore(decimal? Value, int ItemsUsed, int ItemsImputed, string? Reason);

/// <summary>The answers of one form on their way to its scores. Takes form after form, so that a file of any length needs one.</summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class ScoringSheet
{
    private readonly Scorer scorer;

    // By place; one more at the end, in which nothing is ever answered, stands for an item that is not asked.
    private readonly ItemNumber?[] given;
    private readonly bool[] asked;
    private readonly int[] counted;
    private readonly MadeScore[] made;

    internal ScoringSheet(Scorer scorer)
    {
        this.scorer = scorer;
        given = new ItemNumber?[scorer.Items.Length + 1];
        asked = new bool[scorer.Items.Length];
        counted = new int[scorer.Items.Length];
        made = new MadeScore[scorer.Scores.Length];
    }

    /// <summary>Puts an answer in the place of the one that stood there.</summary>
    /// <param name="place">The item's place in the definition.</param>
    /// <param name="answer">The answer as given, never reversed beforehand; null where the item is unanswered.</param>
    /// <returns>Whether the item takes it; if not, it stands as unanswered, and <see cref="ItemDefinition.Check"/> tells why.</returns>
    public bool Take(int place, string? answer)
    {
        ItemNumber? read = null;
        var taken = answer is null || scorer.Items[place].TryRead(answer, out read);
        given[place] = read;
        return taken;
    }

    /// <summary>Puts an answer in the place of the one that stood there, without making a string of one that can be foreseen.</summary>
    /// <param name="place">The item's place in the definition.</param>
    /// <param name="answer">The answer as given, in UTF-8; empty where the item is unanswered.</param>
    /// <returns>Whether the item takes it; if not, it stands as unanswered.</returns>
    public bool Take(int place, ReadOnlySpan<byte> answer)
    {
        if (scorer.Items[place].Find(answer) is { } read)
        {
            given[place] = read;
            return true;
        }

        return Take(place, answer.IsEmpty ? null : Encoding.UTF8.GetString(answer));
    }

    /// <summary>Computes every score. The answer of an item that is not shown, because an earlier answer has changed, does not count.</summary>
    /// <returns>The scores in the definition's order, those without a value included; valid until the next call.</returns>
    public ReadOnlySpan<MadeScore> Score()
    {
        if (scorer.HasConditions)
        {
            FindAsked();
        }

        for (var i = 0; i < made.Length; i++)
        {
            made[i] = Apply(scorer.Scores[i]);
        }

        return made;
    }

    /// <summary>The value of a score with what it is made of.</summary>
    /// <param name="score">The score's place in the definition. <see cref="Score"/> has computed it.</param>
    public ComparedValue Compared(int score) => new(made[score].Value, MadeOf(scorer.Scores[score]));

    private string? MadeOf(PreparedScore score)
    {
        if (!score.Definition.LeavesItemsOut)
        {
            return null;
        }

        var missing = score.Definition.Missing;
        return string.Join(' ', score.Definition.Items.Where((_, i) => IsInside(score.Places[i], missing)));
    }

    private bool IsInside(int place, MissingRule missing)
    {
        var isAsked = !scorer.HasConditions || asked[place];
        return missing.Treatment is MissingTreatment.AnsweredOnly
            ? isAsked && given[place] is { IsGiven: true }
            : isAsked || !missing.LeavesOutNotAsked;
    }

    private void FindAsked()
    {
        for (var i = 0; i < asked.Length; i++)
        {
            var item = scorer.Items[i];
            asked[i] = item.Condition is not { } condition || (asked[item.RestsOn] && condition.IsMet(given[item.RestsOn]?.Written));
        }
    }

    private MadeScore Apply(PreparedScore score)
    {
        var missing = score.Definition.Missing;
        var numbers = new ItemNumbers(given, scorer.HasConditions ? Counted(score, missing) : score.Places);
        var answered = numbers.Answered();
        var scored = score.Definition.Rule.Apply(numbers, answered, missing);
        return new MadeScore(scored.Value, answered.Count, scored.Imputed, scored.Reason);
    }

    private ReadOnlySpan<int> Counted(PreparedScore score, MissingRule missing)
    {
        var count = 0;
        foreach (var place in score.Places)
        {
            if (asked[place] || !missing.LeavesOutNotAsked)
            {
                counted[count++] = asked[place] ? place : given.Length - 1;
            }
        }

        return counted.AsSpan(0, count);
    }
}
