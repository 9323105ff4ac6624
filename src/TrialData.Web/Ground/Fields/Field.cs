using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace TrialData.Web.Ground.Fields;

/// <summary>What every question of a form has: a name it is sent by, a label, and perhaps a hint.</summary>
internal abstract record Field(string Name, string Label)
{
    public string? Hint { get; init; }

    public bool IsLarge { get; init; }

    /// <summary>Whether the label is the heading of its page.</summary>
    public bool IsHeading { get; init; }

    /// <summary>Whether typing can begin at once when the page comes; where something is wrong, that is read first.</summary>
    public bool IsFirst { get; init; }

    public string LegendSize => IsHeading ? "nhsuk-fieldset__legend--l" : IsLarge ? "nhsuk-fieldset__legend--m" : string.Empty;

    public string LabelSize => IsHeading ? "nhsuk-label--l" : IsLarge ? "nhsuk-label--m" : string.Empty;

    public string Id => IdOf(Name);

    public string HintId => Id + "-hint";

    public string ErrorId => Id + "-error";

    /// <summary>The element that a name's errors lead to.</summary>
    public static string IdOf(string name) => "f-" + string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    public string? ErrorIn(ModelStateDictionary state) =>
        state.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? string.Join(' ', entry.Errors.Select(error => error.ErrorMessage)) : null;

    public bool HasFocus(ModelStateDictionary state) => IsFirst && state.IsValid;

    /// <summary>What describes the question to a screen reader.</summary>
    public string? DescribedBy(string? error) => (Hint, error) switch
    {
        (null, null) => null,
        (_, null) => HintId,
        (null, _) => ErrorId,
        _ => $"{HintId} {ErrorId}",
    };
}

internal sealed record TextField(string Name, string Label, string? Value = null) : Field(Name, Label)
{
    public string Type { get; init; } = "text";

    public string? Autocomplete { get; init; }

    /// <summary>The keyboard that a phone offers.</summary>
    public string? InputMode { get; init; }

    /// <summary>About how many characters are expected.</summary>
    public int? Width { get; init; }
}

/// <summary>A password, which no answer ever gives back.</summary>
internal sealed record PasswordField(string Name, string Label, string Autocomplete) : Field(Name, Label);

internal sealed record LongTextField(string Name, string Label, string? Value = null) : Field(Name, Label)
{
    public int Rows { get; init; } = 4;

    public int? MostCharacters { get; init; }
}

internal sealed record Choice(string Value, string Label, string? Hint = null)
{
    /// <summary>What is asked besides where this is chosen; hidden before by style alone.</summary>
    public Part? Asks { get; init; }
}

/// <summary>A part of a page.</summary>
internal sealed record Part(string Name, object Model);

/// <summary>One of some answers.</summary>
internal sealed record ChoiceField(string Name, string Label, IReadOnlyList<Choice> Choices, string? Value = null) : Field(Name, Label)
{
    public bool IsInline { get; init; }
}

/// <summary>Some of some answers.</summary>
internal sealed record ChoicesField(string Name, string Label, IReadOnlyList<Choice> Choices, IReadOnlyCollection<string> Values) : Field(Name, Label);

/// <summary>One of some answers, in a list that folds.</summary>
internal sealed record SelectField(string Name, string Label, IReadOnlyList<Choice> Choices, string? Value = null) : Field(Name, Label);

/// <summary>A day, typed as three numbers.</summary>
internal sealed record DayField(string Name, string Label, TypedDay Value) : Field(Name, Label)
{
    /// <summary>Whether a time of the day is typed beside it.</summary>
    public bool HasTime { get; init; }

    public string? Time { get; init; }
}
