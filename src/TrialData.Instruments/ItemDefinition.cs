using System.Diagnostics.CodeAnalysis;
using TrialData.Instruments.Json;

namespace TrialData.Instruments;

/// <summary>What kind of answer an item takes.</summary>
public enum ItemType
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A decimal number with a point.</summary>
    Decimal,

    /// <summary>One of the item's choices.</summary>
    Choice,

    /// <summary>One or more of the item's choices.</summary>
    Choices,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A day, written yyyy-MM-dd.</summary>
    Date,

    /// <summary>A day of which the day, or day and month, may be unknown: yyyy-MM-dd, yyyy-MM or yyyy.</summary>
    PartialDate,

    /// <summary>A day and time with its offset from UTC: yyyy-MM-ddTHH:mmZ or yyyy-MM-ddTHH:mm+01:00.</summary>
    Instant,

    /// <summary>Free text.</summary>
    Text,
}

/// <summary>One answer that can be chosen.</summary>
/// <param name="Value">The code that is stored, as written: <c>03</c> stays <c>03</c>.</param>
/// <param name="Label">What the person sees.</param>
/// <param name="Missing">Whether the choice says that nothing is known ("not assessed"): an answer for the form, none for the scores.</param>
/// <param name="Exclusive">Whether no other can be chosen with it ("none of these"); of items with several choices only.</param>
public sealed record Choice(string Value, string Label, bool Missing = false, bool Exclusive = false);

/// <summary>The condition under which an item is asked.</summary>
/// <param name="Item">Code of an earlier item of the same list, which must be asked itself.</param>
/// <param name="Values">Answers of that item, in canonical form.</param>
/// <param name="Unless">
/// False where this item is asked under those answers alone, <c>in</c>; true where it is asked unless one of them was given, <c>notIn</c>.
/// </param>
public sealed record ShowIf(string Item, IReadOnlyList<string> Values, bool Unless = false)
{
    internal bool IsMet(string? answer) => Unless != (answer is not null && Values.Contains(answer, StringComparer.Ordinal));
}

/// <summary>Why an answer cannot be taken.</summary>
/// <param name="Reason">The end of a sentence about the answer: "must be from 0 to 4". Never repeats the answer.</param>
public sealed record AnswerFault(string Reason);

/// <summary>A closed interval of numbers.</summary>
/// <param name="From">The lowest number, itself inside.</param>
/// <param name="To">The highest number, itself inside.</param>
public sealed record NumberRange(decimal From, decimal To)
{
    /// <summary>Whether a number lies inside, limits included.</summary>
    /// <param name="number">The number.</param>
    public bool Contains(decimal number) => From <= number && number <= To;

    /// <summary>The limits in words: <c>0 to 4</c>.</summary>
    public override string ToString() => $"{Answers.InWords(From)} to {Answers.InWords(To)}";
}

/// <summary>One item: of an instrument, or of a form that a protocol lays out itself.</summary>
/// <param name="Code">Short name, unique in its list; becomes a variable name in exports.</param>
/// <param name="Label">What the person sees, or a short label of our own where the licence keeps the wording back.</param>
/// <param name="Type">What kind of answer it takes.</param>
/// <param name="Minimum">Lowest number; null where there is no limit. Integer and decimal items only.</param>
/// <param name="Maximum">Highest number; null where there is no limit. Integer and decimal items only.</param>
/// <param name="Choices">The choices of a choice item in their order; of a number, codes beside it that say nothing is known; empty otherwise.</param>
/// <param name="Required">Whether the form is incomplete without an answer while the item is shown.</param>
/// <param name="Reversed">Whether scores count it backwards: lowest plus highest, less the answer.</param>
/// <param name="ShowIf">The condition under which it is asked; null where it is always asked.</param>
/// <param name="Expected">Numbers outside are unlikely, and taken only when confirmed; null where nothing is unlikely.</param>
/// <param name="Imputation">Which day stands for a partial date where one is needed; null for other items.</param>
public sealed record ItemDefinition(
    string Code,
    string Label,
    ItemType Type,
    decimal? Minimum,
    decimal? Maximum,
    IReadOnlyList<Choice> Choices,
    bool Required,
    bool Reversed,
    ShowIf? ShowIf,
    NumberRange? Expected = null,
    DateImputation? Imputation = null)
{
    /// <summary>Every number that a score can get from this item; null for an item that gives none or has no limits.</summary>
    public NumberRange? Numbers
    {
        get
        {
            if (Type is ItemType.Integer or ItemType.Decimal)
            {
                return Minimum is { } from && Maximum is { } to ? new NumberRange(from, to) : null;
            }

            if (Type is not ItemType.Choice)
            {
                return null;
            }

            var codes = Choices.Where(choice => !choice.Missing).Select(choice => Answers.Number(choice.Value)).ToList();
            return codes.Count == 0 || codes.Contains(null) ? null : new NumberRange(codes.Min()!.Value, codes.Max()!.Value);
        }
    }

    /// <summary>Reads an item from a definition or protocol file.</summary>
    /// <param name="cursor">The item's place; a property that only the caller knows must be asked for by the caller.</param>
    /// <returns>The item, sound if the cursor has no new fault.</returns>
    public static ItemDefinition Read(JsonCursor cursor) => ItemReading.Read(cursor, choiceSets: null);

    /// <summary>Reads an item whose <c>choices</c> may name a list that stands once for many items.</summary>
    /// <param name="cursor">The item's place.</param>
    /// <param name="choiceSets">Named lists of choices.</param>
    /// <returns>The item, sound if the cursor has no new fault.</returns>
    public static ItemDefinition Read(JsonCursor cursor, IReadOnlyDictionary<string, IReadOnlyList<Choice>> choiceSets) =>
        ItemReading.Read(cursor, choiceSets);

    /// <summary>Notes what is wrong with a list of items as a whole: a code used twice, a condition on an unknown or later item.</summary>
    /// <param name="items">The list as read from one array.</param>
    /// <param name="cursor">The place of the object that holds the array.</param>
    /// <param name="name">The array's name.</param>
    public static void CheckList(IReadOnlyList<ItemDefinition> items, JsonCursor cursor, string name) => ItemReading.CheckList(items, cursor, name);

    /// <summary>What is wrong with an answer, if anything.</summary>
    /// <param name="value">The answer as typed or imported.</param>
    /// <returns>Null for an answer that can be taken. A blank string is a fault: an unanswered item has no answer at all.</returns>
    public AnswerFault? Check(string value) => Answers.Canonical(this, value).Fault;

    /// <summary>Whether an answer that can be taken is so unlikely that it must be confirmed.</summary>
    /// <param name="canonical">An answer in canonical form.</param>
    public bool IsUnlikely(string canonical) =>
        Expected is { } likely
        && !Choices.Any(choice => choice.Missing && choice.Value == canonical)
        && Answers.Number(canonical) is { } number
        && !likely.Contains(number);

    /// <summary>The one form in which an answer is stored, compared and exported.</summary>
    /// <remarks>
    /// Surrounding white space goes, save that of free text, which stays to the letter as it was given. Integers have no plus sign and no leading zeros, decimals a point and no trailing zeros,
    /// choices stay as written, several of them in the item's order with <c>|</c> between, days are yyyy-MM-dd, instants in UTC
    /// with a Z, booleans <c>yes</c> or <c>no</c>. No
    /// culture takes part. The canonical form of a canonical answer is the answer itself.
    /// </remarks>
    /// <param name="value">The answer as typed or imported.</param>
    /// <param name="canonical">The canonical form; null where the answer cannot be taken.</param>
    /// <returns>Whether the answer can be taken; <see cref="Check"/> tells why not.</returns>
    public bool TryCanonical(string value, [NotNullWhen(true)] out string? canonical)
    {
        canonical = Answers.Canonical(this, value).Value;
        return canonical is not null;
    }

    /// <summary>The number that scores take from an answer, reversed where the item is.</summary>
    /// <param name="canonical">An answer in canonical form.</param>
    /// <returns>The number; null for a choice that says nothing is known and for an item without numbers.</returns>
    public decimal? NumberOf(string canonical)
    {
        if (Numbers is not { } range || Choices.Any(choice => choice.Missing && choice.Value == canonical))
        {
            return null;
        }

        var number = Answers.Number(canonical);
        return Reversed ? range.From + range.To - number : number;
    }
}
