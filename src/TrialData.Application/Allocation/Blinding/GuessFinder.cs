using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;

namespace TrialData.Application.Allocation.Blinding;

/// <summary>Finds the item in which blinded people say which arm they think it is.</summary>
internal static class GuessFinder
{
    /// <param name="meaning">The arm by answer.</param>
    public static Outcome<(string Form, string Item)> Find(MeasureBlinding request, TrialProtocol protocol, IReadOnlyDictionary<string, string> meaning)
    {
        if (meaning.FirstOrDefault(each => protocol.FindArm(each.Value) is null) is { Value: { } unknown })
        {
            return new NoGuessItem($"'{unknown}' is no arm of the trial.");
        }

        var found = (
            from form in protocol.Forms
            where request.FormCode is null || form.Code == request.FormCode
            from item in form.Items
            where (request.ItemCode is null || item.Code == request.ItemCode) && NamesEveryArm(item.Choices.Select(choice => choice.Value), protocol, meaning)
            select (form.Code, item.Code)).ToList();
        return found switch
        {
            [var one] => one,
            [] => new NoGuessItem("No item asked for has an answer for each arm: name form and item, and say which answer means which arm."),
            _ => new NoGuessItem($"Several items have an answer for each arm, name one: {string.Join(", ", found.Select(each => $"{each.Item1}/{each.Item2}"))}."),
        };
    }

    private static bool NamesEveryArm(IEnumerable<string> answers, TrialProtocol protocol, IReadOnlyDictionary<string, string> meaning)
    {
        var meant = answers.Select(answer => meaning.GetValueOrDefault(answer)).ToHashSet(StringComparer.Ordinal);
        return protocol.Arms.All(arm => meant.Contains(arm.Code));
    }
}
