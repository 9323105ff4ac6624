using System.Globalization;
using TrialData.Application.Capture;
using TrialData.Application.Capture.Drafts;
using TrialData.Application.Capture.Layouts;
using TrialData.Application.Protocol;
using TrialData.Web.Ground.Fields;

namespace TrialData.Web.Forms;

/// <summary>A form as somebody typed it, right or wrong: what a page shows again, keeps as a draft, or has saved.</summary>
/// <param name="Version">The saved version that the typing started from; 0 for a form never saved.</param>
internal sealed record TypedForm(int Version, IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<string, Missing> Missing, TypedDay CompletedOn)
{
    public CaptureMode? Mode { get; init; }

    public string? Reason { get; init; }

    public string? IdentifierReason { get; init; }

    public string? ConfirmedBecause { get; init; }

    public IReadOnlyList<string> Confirmed { get; init; } = [];

    public static string MissingNameOf(string item) => "m." + item;

    /// <summary>Why there is no answer to an item; null where nothing says so.</summary>
    public static Missing? WhyFrom(IFormCollection form, string item) => Named<Missing>(form[MissingNameOf(item)]);

    /// <summary>Null where nothing was typed.</summary>
    public static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static TypedForm From(IFormCollection form, FormLayout layout) => new(
        int.TryParse(form[nameof(Version)], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0,
        layout.Items
            .Select(item => (item.Code, Text: TypedAnswer.Read(form, item)))
            .Where(answer => answer.Text is not null)
            .ToDictionary(answer => answer.Code, answer => answer.Text!, StringComparer.Ordinal),
        layout.Items
            .Select(item => (item.Code, Why: WhyFrom(form, item.Code)))
            .Where(each => each.Why is not null)
            .ToDictionary(each => each.Code, each => each.Why!.Value, StringComparer.Ordinal),
        TypedDay.From(form, nameof(CompletedOn)))
    {
        Mode = Named<CaptureMode>(form[nameof(Mode)]),
        Reason = TextOf(form[nameof(Reason)]),
        IdentifierReason = TextOf(form[nameof(IdentifierReason)]),
        ConfirmedBecause = TextOf(form[nameof(ConfirmedBecause)]),
        Confirmed = form[nameof(Confirmed)].OfType<string>().Where(place => place.Length > 0).Distinct().ToList(),
    };

    /// <summary>The same with one item as it was typed on a page of its own.</summary>
    public TypedForm With(LaidItem item, IFormCollection form) => this with
    {
        Answers = With(Answers, item.Code, TypedAnswer.Read(form, item)),
        Missing = WhyFrom(form, item.Code) is { } why ? With(Missing, item.Code, why) : Without(Missing, item.Code),
    };

    /// <summary>The same with what stands beside the items as it was typed on a page of its own.</summary>
    public TypedForm WithRest(IFormCollection form, FormLayout layout)
    {
        var rest = From(form, layout);
        return rest with { Version = Version, Answers = Answers, Missing = Missing };
    }

    /// <summary>The same without answers to what is not asked.</summary>
    public TypedForm Only(Func<string, bool> isAsked) => this with
    {
        Answers = Answers.Where(answer => isAsked(answer.Key)).ToDictionary(StringComparer.Ordinal),
        Missing = Missing.Where(each => isAsked(each.Key)).ToDictionary(StringComparer.Ordinal),
    };

    public static TypedForm Of(ShownForm saved) =>
        new(saved.Version, saved.Answers, saved.Missing, saved.CompletedOn is { } day ? TypedDay.Of(day) : TypedDay.None) { Mode = saved.Mode };

    /// <param name="saved">How the answers came in that are saved, which stands where the draft does not say.</param>
    public static TypedForm Of(FormDraft draft, CaptureMode? saved) => new(
        draft.BaseVersion, draft.Content.Answers, draft.Content.Missing, draft.Content.CompletedOn is { } day ? TypedDay.Of(day) : TypedDay.None)
    { Mode = draft.Content.Mode ?? saved, Reason = draft.Content.Reason };

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> all, string item, string? text) =>
        text is null ? Without(all, item) : With<string>(all, item, text);

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> all, string item, T value) =>
        new(all, StringComparer.Ordinal) { [item] = value };

    private static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> all, string item) =>
        all.Where(each => each.Key != item).ToDictionary(StringComparer.Ordinal);

    /// <summary>Of what names something; numbers name nothing.</summary>
    private static T? Named<T>(string? text)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => string.Equals(value.ToString(), text, StringComparison.Ordinal)).Select(value => (T?)value).FirstOrDefault();
}
