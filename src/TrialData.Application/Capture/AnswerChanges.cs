using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>What a save changes of what was saved before.</summary>
internal static class AnswerChanges
{
    internal static bool Holds(SavedForm? saved, string item) => saved?.Answers.ContainsKey(item) == true || saved?.Missing.ContainsKey(item) == true;

    internal static Dictionary<string, AnswerChange> Between(
        SavedForm? saved, IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, Missing> missing)
    {
        var before = saved is null ? [] : Given(saved.Answers, saved.Missing);
        var after = Given(answers, missing);
        var changes = after.Where(a => before.GetValueOrDefault(a.Key) != a.Value).ToDictionary(StringComparer.Ordinal);
        foreach (var withdrawn in before.Keys.Where(item => !after.ContainsKey(item)))
        {
            changes[withdrawn] = new AnswerChange(Value: null);
        }

        return changes;
    }

    internal static Dictionary<string, AnswerChange> Given(IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, Missing> missing) =>
        answers.Select(a => KeyValuePair.Create(a.Key, new AnswerChange(a.Value)))
            .Concat(missing.Select(m => KeyValuePair.Create(m.Key, new AnswerChange(Value: null, m.Value))))
            .ToDictionary(StringComparer.Ordinal);
}
