using TrialData.Application.Capture.Layouts;

namespace TrialData.Web.Forms;

/// <summary>How a form is filled in by hand.</summary>
internal static class BlankForm
{
    /// <summary>What can be ticked; empty where something is written.</summary>
    public static IReadOnlyList<string> TicksOf(LaidItem item) => item.Kind == AnswerKind.YesOrNo
        ? ["Yes", "No"]
        : item.Choices.Select(choice => item.Kind is AnswerKind.OneChoice or AnswerKind.SeveralChoices ? choice.Label : $"{choice.Label} ({choice.Value})").ToList();

    public static bool IsWritten(LaidItem item) => item.Kind is not (AnswerKind.YesOrNo or AnswerKind.OneChoice or AnswerKind.SeveralChoices);

    public static string? HowToWrite(LaidItem item) => item.Kind switch
    {
        AnswerKind.WholeNumber or AnswerKind.Number => item.Limits,
        AnswerKind.Day => "day, month, year",
        AnswerKind.PartialDay => "day, month, year, as far as known",
        AnswerKind.Instant => "day, month, year, time",
        AnswerKind.SeveralChoices => "tick all that apply",
        _ => null,
    };
}
