using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;

namespace TrialData.Storage.Ports;

/// <summary>How forms that are not saved yet stand in a column: JSON, in which any text comes back as it was.</summary>
internal static class TypedForms
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string TextOf(DraftContent content) => JsonSerializer.Serialize(content, Options);

    public static DraftContent DraftIn(string text) => JsonSerializer.Deserialize<DraftContent>(text, Options)!;

    public static string TextOf(FormAnswers answers) => JsonSerializer.Serialize(answers, Options);

    public static FormAnswers AnswersIn(string text) => JsonSerializer.Deserialize<FormAnswers>(text, Options)!;

    public static string TextOf(IReadOnlyList<string> codes) => JsonSerializer.Serialize(codes, Options);

    public static IReadOnlyList<string> CodesIn(string text) => JsonSerializer.Deserialize<List<string>>(text, Options)!;
}
