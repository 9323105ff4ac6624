using TrialData.Application.Capture.Layouts;
using TrialData.Application.Capture.Links;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Fill;

/// <param name="Number">Its place among those that are asked, from 1 on.</param>
internal sealed record LinkQuestion(int Number, LinkPlace Place, LaidItem Item, LinkedForm Form);

/// <summary>The questions that a link asks after some answers, in their order over all its forms.</summary>
internal sealed class LinkQuestions(CheckedFormLink link)
{
    public IReadOnlyList<LinkQuestion> All { get; } = link.Forms
        .SelectMany(form => form.Form.Items.Where(item => form.Answers.Asked.Contains(item.Code)).Select(item => (form.Form, Item: item)))
        .Select((each, index) => new LinkQuestion(index + 1, new LinkPlace(each.Form.Code, each.Item.Code, each.Item.Kind), each.Item, each.Form))
        .ToList();

    public IEnumerable<LinkPlace> Places => All.Select(question => question.Place);

    public LinkQuestion? Find(LinkPlace? place) => All.FirstOrDefault(question => question.Place == place);

    public LinkQuestion? Find(string? key) => All.FirstOrDefault(question => question.Place.Key == key);

    public LinkQuestion? After(LinkQuestion question) => All.ElementAtOrDefault(question.Number);

    public LinkQuestion? Before(LinkQuestion question) => All.ElementAtOrDefault(question.Number - 2);

    /// <summary>The first that the participant has not been through; null where there is none.</summary>
    public LinkQuestion? FirstOpen(LinkProgress progress) => All.FirstOrDefault(question => !progress.IsDone(question.Place));

    /// <summary>What is wrong with the answer to a question; null where nothing is.</summary>
    public Fault? FaultAt(LinkPlace place) =>
        link.Forms.Single(form => form.Form.Code == place.Form).Answers.Faults.FirstOrDefault(fault => fault.Place == place.Item);
}
