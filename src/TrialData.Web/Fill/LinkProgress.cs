using TrialData.Application.Capture.Layouts;
using TrialData.Application.Capture.Links;
using TrialData.Application.Protocol;

namespace TrialData.Web.Fill;

/// <summary>A question among those of a link.</summary>
internal sealed record LinkPlace(string Form, string Item, AnswerKind Kind)
{
    /// <summary>Its one name on the pages of the link.</summary>
    public string Key => $"{Form}.{Item}";
}

/// <param name="Text">Null where the question was left without an answer.</param>
/// <param name="IsDeclined">Whether the participant would rather not answer.</param>
internal sealed record LinkAnswer(LinkPlace Place, string? Text, bool IsDeclined);

/// <summary>How far a participant has come. It travels sealed with the pages: until it is sent, nothing of it is stored.</summary>
/// <param name="At">The question that is open; null on the pages before and after the questions.</param>
/// <param name="IsChanging">Whether the way leads back to the answers when the question is answered.</param>
internal sealed record LinkProgress(IReadOnlyDictionary<string, LinkAnswer> Answers, LinkPlace? At, bool IsChanging)
{
    public static LinkProgress None { get; } = new(new Dictionary<string, LinkAnswer>(), At: null, IsChanging: false);

    public bool IsDone(LinkPlace place) => Answers.ContainsKey(place.Key);

    public LinkAnswer? AnswerTo(LinkPlace place) => Answers.GetValueOrDefault(place.Key);

    public LinkProgress With(LinkAnswer answer) =>
        this with { Answers = new Dictionary<string, LinkAnswer>(Answers, StringComparer.Ordinal) { [answer.Place.Key] = answer } };

    /// <summary>All answers, to questions that are no longer asked too.</summary>
    public IReadOnlyList<LinkedAnswers> All => To(Answers.Values.Select(answer => answer.Place));

    /// <summary>The answers as they are handed in, to some of the questions.</summary>
    public IReadOnlyList<LinkedAnswers> To(IEnumerable<LinkPlace> places) => places
        .GroupBy(place => place.Form, StringComparer.Ordinal)
        .Select(form => new LinkedAnswers(
            form.Key,
            form.Where(place => AnswerTo(place)?.Text is not null).ToDictionary(place => place.Item, place => AnswerTo(place)!.Text!, StringComparer.Ordinal))
        {
            Missing = form.Where(place => AnswerTo(place)?.IsDeclined == true).ToDictionary(place => place.Item, _ => Missing.Refused, StringComparer.Ordinal),
        })
        .ToList();
}
