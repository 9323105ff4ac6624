using TrialData.Application.Analyses;
using Xunit;

namespace TrialData.Application.Tests.Analyses;

/// <summary>The strong three-valued logic of Kleene (Introduction to Metamathematics, 1952, section 64): T true, F false, ? unknown.</summary>
public sealed class CombiningRules
{
    private const string Visit = "m6";
    private const string Form = "form";

    [Theory]
    [InlineData("T", "T", "T", "T")]
    [InlineData("T", "F", "F", "T")]
    [InlineData("T", "?", "?", "T")]
    [InlineData("F", "T", "F", "T")]
    [InlineData("F", "F", "F", "F")]
    [InlineData("F", "?", "F", "?")]
    [InlineData("?", "T", "?", "T")]
    [InlineData("?", "F", "F", "?")]
    [InlineData("?", "?", "?", "?")]
    public void All_and_any_follow_the_truth_table(string left, string right, string all, string any)
    {
        var answers = Answers(("left", left), ("right", right));
        OutcomeRule[] parts = [Asks("left"), Asks("right")];

        Assert.Equal((all, any), (Word(new AllOf(parts).Holds(answers)), Word(new AnyOf(parts).Holds(answers))));
    }

    [Theory]
    [InlineData("T", "F")]
    [InlineData("F", "T")]
    [InlineData("?", "?")]
    public void Not_turns_what_is_known(string part, string not) =>
        Assert.Equal(not, Word(new Not(Asks("part")).Holds(Answers(("part", part)))));

    [Theory]
    [InlineData("TT?F", "F", "T")]
    [InlineData("TT?T", "?", "T")]
    [InlineData("F?FF", "F", "?")]
    [InlineData("FFFF", "F", "F")]
    [InlineData("TTTT", "T", "T")]
    public void One_part_decides_wherever_it_stands(string parts, string all, string any)
    {
        var named = parts.Select((part, i) => (FormattableString.Invariant($"part{i}"), part.ToString())).ToArray();
        var rules = named.Select(n => Asks(n.Item1)).ToList();

        Assert.Equal((all, any), (Word(new AllOf(rules).Holds(Answers(named))), Word(new AnyOf(rules).Holds(Answers(named)))));
    }

    [Theory]
    [InlineData("15.9", "F")]
    [InlineData("16", "T")]
    [InlineData("16.0", "T")]
    [InlineData("20", "T")]
    [InlineData("20.1", "F")]
    [InlineData("a few", "?")]
    [InlineData(null, "?")]
    public void Limits_are_part_of_the_range(string? hours, string holds)
    {
        var answers = new Dictionary<AnswerKey, string>();
        if (hours is not null)
        {
            answers[new AnswerKey(Visit, Form, "hours")] = hours;
        }

        var rule = new NumberBetween(Form, "hours", AtLeast: 16, AtMost: 20);

        Assert.Equal(holds, Word(rule.Holds(new VisitAnswers(answers, Visit))));
    }

    [Theory]
    [InlineData("10", "15", "T")]
    [InlineData("10", "14", "F")]
    [InlineData("10", null, "?")]
    [InlineData(null, "15", "?")]
    public void Change_needs_both_visits(string? before, string? now, string holds)
    {
        var answers = new[] { ("baseline", before), (Visit, now) }
            .Where(a => a.Item2 is not null)
            .ToDictionary(a => new AnswerKey(a.Item1, Form, "total"), a => a.Item2!);
        var rule = new ChangeBetween(Form, "total", "baseline", AtLeast: 5, AtMost: null);

        Assert.Equal(holds, Word(rule.Holds(new VisitAnswers(answers, Visit))));
    }

    private static ItemIn Asks(string item) => new(Form, item, ["yes"]);

    private static VisitAnswers Answers(params (string Item, string Truth)[] given) => new(
        given.Where(g => g.Truth != "?").ToDictionary(g => new AnswerKey(Visit, Form, g.Item), g => g.Truth == "T" ? "yes" : "no"), Visit);

    private static string Word(bool? holds) => holds switch
    {
        true => "T",
        false => "F",
        null => "?",
    };
}
