using TrialData.Application.Protocol;
using TrialData.Instruments;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Analyses;

/// <summary>Reads outcomes and their rules in order, so that a later outcome may build on earlier ones.</summary>
internal sealed class OutcomeRuleReader(TrialProtocol protocol)
{
    // What stands in for a rule that could not be read; a specification with a fault never leaves its loader.
    private static readonly OutcomeRule Faulty = new AllOf([]);

    private readonly Dictionary<string, OutcomeRule> earlier = new(StringComparer.Ordinal);

    public OutcomeDefinition Read(JsonCursor cursor)
    {
        var outcome = new OutcomeDefinition(
            cursor.String("id"), cursor.String("label"), cursor.String("definition"), cursor.Object("rule", ReadRule) ?? Faulty);
        earlier.TryAdd(outcome.Id, outcome.Rule);
        return outcome;
    }

    /// <summary>Reads a measure: a number of a form, 0 where a rule says so.</summary>
    public MeasureDefinition ReadMeasure(JsonCursor cursor)
    {
        var form = cursor.String("form");
        var isKnown = form.Length > 0 && cursor.MustBeOneOf("form", form, protocol.Forms.Select(f => f.Code).ToList());
        var (name, known) = cursor.Has("score")
            ? ("score", isKnown ? protocol.FindForm(form)!.Instrument?.Scores.Select(s => s.Id).ToList() : null)
            : ("item", isKnown ? protocol.FindForm(form)!.Items.Where(i => i.Numbers is not null).Select(i => i.Code).ToList() : null);
        var source = cursor.String(name);
        if (isKnown && source.Length > 0)
        {
            cursor.MustBeOneOf(name, source, known ?? []);
        }

        return new MeasureDefinition(
            cursor.String("id"), cursor.String("label"), cursor.String("definition"), form, source, cursor.OptionalObject("zeroWhen", ReadRule));
    }

    private OutcomeRule ReadRule(JsonCursor rule)
    {
        if (rule.Has("all"))
        {
            return new AllOf(rule.Array("all", ReadRule));
        }

        if (rule.Has("any"))
        {
            return new AnyOf(rule.Array("any", ReadRule));
        }

        if (rule.Has("not"))
        {
            return new Not(rule.Object("not", ReadRule) ?? Faulty);
        }

        return rule.Has("outcome") ? ReadOutcome(rule) : ReadPredicate(rule);
    }

    private OutcomeRule ReadOutcome(JsonCursor rule)
    {
        var id = rule.String("outcome");
        return rule.MustBeOneOf("outcome", id, [.. earlier.Keys]) ? earlier[id] : Faulty;
    }

    private OutcomeRule ReadPredicate(JsonCursor rule)
    {
        var form = rule.String("form");
        if (form.Length == 0 || !rule.MustBeOneOf("form", form, protocol.Forms.Select(f => f.Code).ToList()))
        {
            Pass(rule);
            return Faulty;
        }

        if (rule.Has("item") == rule.Has("score"))
        {
            rule.Fault("needs either an item or a score");
            Pass(rule);
            return Faulty;
        }

        return rule.Has("item") ? ReadItem(rule, protocol.FindForm(form)!) : ReadScore(rule, protocol.FindForm(form)!);
    }

    private OutcomeRule ReadItem(JsonCursor rule, FormDefinition form)
    {
        var code = rule.String("item");
        if (!rule.MustBeOneOf("item", code, form.Items.Select(i => i.Code).ToList()))
        {
            Pass(rule);
            return Faulty;
        }

        if (!rule.Has("in"))
        {
            return ReadNumber(rule, form.Code, code);
        }

        var values = rule.Strings("in");
        var item = form.FindItem(code)!;
        for (var i = 0; i < values.Count; i++)
        {
            if (item.Check(values[i]) is { } fault)
            {
                rule.Fault(Invariant($"in[{i}]"), values[i], fault.Reason);
            }
            else if (item.Choices.Any(c => c.Missing && string.Equals(c.Value, values[i], StringComparison.Ordinal)))
            {
                rule.Fault(Invariant($"in[{i}]"), values[i], "means that nothing is known, so no outcome can rest on it");
            }
        }

        return new ItemIn(form.Code, code, values);
    }

    private OutcomeRule ReadScore(JsonCursor rule, FormDefinition form)
    {
        var id = rule.String("score");
        IReadOnlyList<ScoreDefinition> scores = form.Instrument?.Scores ?? [];
        if (!rule.MustBeOneOf("score", id, scores.Select(s => s.Id).ToList()))
        {
            Pass(rule);
            return Faulty;
        }

        return ReadNumber(rule, form.Code, id);
    }

    private OutcomeRule ReadNumber(JsonCursor rule, string form, string name)
    {
        var atLeast = rule.OptionalDecimal("atLeast");
        var atMost = rule.OptionalDecimal("atMost");
        if (atLeast is null && atMost is null)
        {
            rule.Fault("needs a limit: in, atLeast or atMost");
        }

        if (rule.OptionalString("changeSince") is not { } since)
        {
            return new NumberBetween(form, name, atLeast, atMost);
        }

        rule.MustBeOneOf("changeSince", since, protocol.Visits.Where(v => v.Holds(form)).Select(v => v.Code).ToList());
        return new ChangeBetween(form, name, since, atLeast, atMost);
    }

    // After a fault the rest is only asked for, so that it is not reported as unknown too.
    private static void Pass(JsonCursor rule)
    {
        rule.OptionalString("item");
        rule.OptionalString("score");
        rule.OptionalString("changeSince");
        rule.OptionalStrings("in");
        rule.OptionalDecimal("atLeast");
        rule.OptionalDecimal("atMost");
    }
}
