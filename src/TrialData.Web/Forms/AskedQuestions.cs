using TrialData.Application.Capture;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Pipeline;

namespace TrialData.Web.Forms;

/// <param name="Number">Its place among those that are asked, from 1 on.</param>
internal sealed record AskedQuestion(int Number, LaidItem Item);

/// <summary>What a form asks after some answers, one question after the other.</summary>
internal sealed class AskedQuestions(FormLayout layout, AnswersSoFar answers)
{
    public IReadOnlyList<AskedQuestion> All { get; } =
        layout.Items.Where(item => answers.Asked.Contains(item.Code)).Select((item, index) => new AskedQuestion(index + 1, item)).ToList();

    public bool Asks(string item) => answers.Asked.Contains(item);

    public AskedQuestion? Find(string? item) => All.FirstOrDefault(question => question.Item.Code == item);

    public AskedQuestion? Numbered(int number) => All.ElementAtOrDefault(number - 1);

    /// <summary>The first question that other answers did not ask.</summary>
    public AskedQuestion? FirstNewSince(AskedQuestions before) => All.FirstOrDefault(question => !before.Asks(question.Item.Code));

    /// <summary>What is wrong with the answer to a question; null where nothing is.</summary>
    public Fault? FaultAt(LaidItem item) => answers.Faults.FirstOrDefault(fault => fault.Place == item.Code);
}
