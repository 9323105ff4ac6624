using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TrialData.Web.Edc;

/// <summary>The form-encoded body of a request; a field that is not there is empty.</summary>
internal sealed class EdcForm(IFormCollection fields)
{
    private const string Question = "question";

    public static JsonHttpResult<EdcError> NotOne => TypedResults.Json(
        new EdcError("The body is no form: send application/x-www-form-urlencoded.", "http.media-type"), statusCode: StatusCodes.Status415UnsupportedMediaType);

    public string this[string name] => fields[name].ToString();

    /// <summary>Null where the body is no form.</summary>
    public static async Task<EdcForm?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return new EdcForm(await request.ReadFormAsync(cancellation));
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException)
        {
            // More fields, or longer ones, than any client sends; or letters in an encoding that is no longer read.
            return null;
        }
    }

    /// <summary>The answers to question1, question2 and so on, as far as they go without a gap.</summary>
    public IReadOnlyList<string> Questions()
    {
        var answers = new List<string>();
        while (fields.TryGetValue(Question + (answers.Count + 1).ToString(CultureInfo.InvariantCulture), out var answer))
        {
            answers.Add(answer.ToString());
        }

        return answers;
    }
}
