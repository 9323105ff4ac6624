using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using TrialData.Instruments.Rules;

namespace TrialData.Instruments;

/// <summary>An item with the answers that can be foreseen.</summary>
internal sealed class PreparedItem
{
    // Answers of at most so many possible codes are prepared; a VAS from 0 to 100 still is.
    private const int MostPrepared = 200;

    // Codes and numbers of more characters are read as strings.
    private const int LongestForeseen = 8;

    private readonly ItemDefinition item;
    private readonly Dictionary<string, ItemNumber> prepared;

    // Most answers are one digit, found here without hashing.
    private readonly ItemNumber?[] ofOneCharacter;

    public PreparedItem(ItemDefinition item, int restsOn)
    {
        this.item = item;
        RestsOn = restsOn;
        prepared = Codes(item).Distinct(StringComparer.Ordinal).ToDictionary(code => code, code => ItemNumber.Of(item, code), StringComparer.Ordinal);
        var shortOnes = prepared.Where(pair => pair.Key.Length == 1 && char.IsAscii(pair.Key[0])).ToList();
        ofOneCharacter = new ItemNumber?[shortOnes.Select(pair => pair.Key[0] + 1).DefaultIfEmpty(0).Max()];
        shortOnes.ForEach(pair => ofOneCharacter[pair.Key[0]] = pair.Value);
    }

    public ShowIf? Condition => item.ShowIf;

    /// <summary>The place of the item that the condition rests on.</summary>
    public int RestsOn { get; }

    /// <summary>A foreseen answer, in UTF-8; null for any other.</summary>
    public ItemNumber? Find(ReadOnlySpan<byte> answer) => answer.Length == 1
        ? answer[0] < ofOneCharacter.Length ? ofOneCharacter[answer[0]] : null
        : FindLonger(answer);

    // By itself: room on the stack keeps a method from being inlined, and made a file of single digits take 1.6 times as long to score.
    private ItemNumber? FindLonger(ReadOnlySpan<byte> answer)
    {
        Span<char> text = stackalloc char[LongestForeseen];
        return answer.Length <= LongestForeseen
            && Ascii.ToUtf16(answer, text, out var length) is OperationStatus.Done
            && prepared.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var known) ? known : null;
    }

    public bool TryRead(string answer, [NotNullWhen(true)] out ItemNumber? read)
    {
        if (!prepared.TryGetValue(answer, out read) && item.TryCanonical(answer, out var canonical))
        {
            read = ItemNumber.Of(item, canonical);
        }

        return read is not null;
    }

    private static IEnumerable<string> Codes(ItemDefinition item)
    {
        var codes = item.Type is ItemType.Choice or ItemType.Integer ? item.Choices.Select(choice => choice.Value) : [];
        return item is { Type: ItemType.Integer, Numbers: { } range } && range.To - range.From < MostPrepared
            ? codes.Concat(Enumerable.Range((int)range.From, (int)(range.To - range.From) + 1).Select(number => Answers.InWords(number)))
            : codes;
    }
}
