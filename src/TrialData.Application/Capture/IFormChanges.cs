using TrialData.Application.Protocol;

namespace TrialData.Application.Capture;

/// <summary>An item whose answer was saved, by whom and when it was saved last.</summary>
public sealed record ChangedItem(string Item, string By, DateTimeOffset At);

public interface IFormChanges
{
    /// <summary>Items saved after a version of a form, the last save of each; in the order of the items' codes.</summary>
    Task<IReadOnlyList<ChangedItem>> SinceAsync(long formId, int version, CancellationToken cancellation);

    /// <summary>The answers as they stood at a version of a form.</summary>
    Task<FormAnswers> AsOfAsync(long formId, int version, CancellationToken cancellation);
}

/// <summary>Answers and reasons why there is none, by item.</summary>
public sealed record FormAnswers(IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, Missing> Missing)
{
    public static FormAnswers None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), FilledForm.NoneMissing);

    public AnswerChange? Of(string item) => Answers.TryGetValue(item, out var answer)
        ? new AnswerChange(answer)
        : Missing.TryGetValue(item, out var why) ? new AnswerChange(Value: null, why) : null;
}
