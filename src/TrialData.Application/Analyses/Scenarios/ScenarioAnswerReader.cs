using TrialData.Application.Protocol;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Analyses.Scenarios;

/// <summary>Reads the answers of a scenario against the forms of its protocol.</summary>
internal sealed class ScenarioAnswerReader(TrialProtocol protocol)
{
    public ScenarioAnswer Read(JsonCursor answer)
    {
        var form = ReadForm(answer);
        var item = ReadItem(answer, form);
        var values = ReadValues(answer, form, item);
        var visits = answer.OptionalTable("visits", (visitTable, visit) => ReadArms(visitTable, visit, values.Count));
        foreach (var visit in visits.Keys)
        {
            answer.MustBeOneOf($"visits.{visit}", visit, protocol.Visits.Select(v => v.Code).ToList());
        }

        return new ScenarioAnswer(form, item, values, ScenarioLoader.Share(answer, "dependence"), visits);
    }

    public ScenarioChoice ReadConditional(JsonCursor choice)
    {
        var form = ReadForm(choice);
        var item = ReadItem(choice, form);
        var values = ReadValues(choice, form, item);
        var probabilities = choice.Numbers("probabilities");
        ScenarioLoader.CheckProbabilities(choice, "probabilities", probabilities, values.Count);
        return new ScenarioChoice(form, item, values, probabilities);
    }

    private IReadOnlyDictionary<string, IReadOnlyList<double>> ReadArms(JsonCursor visits, string visit, int values)
    {
        var arms = visits.OptionalTable(visit, (armTable, arm) =>
        {
            var probabilities = armTable.Numbers(arm);
            ScenarioLoader.CheckProbabilities(armTable, arm, probabilities, values);
            return probabilities;
        });
        foreach (var arm in arms.Keys)
        {
            visits.MustBeOneOf($"{visit}.{arm}", arm, [ScenarioAnswer.EveryArm, .. protocol.Arms.Select(a => a.Code)]);
        }

        return arms;
    }

    private string ReadForm(JsonCursor cursor)
    {
        var form = cursor.String("form");
        return form.Length > 0 && cursor.MustBeOneOf("form", form, protocol.Forms.Select(f => f.Code).ToList()) ? form : string.Empty;
    }

    private string ReadItem(JsonCursor cursor, string form)
    {
        var item = cursor.String("item");
        if (form.Length > 0 && item.Length > 0)
        {
            cursor.MustBeOneOf("item", item, protocol.FindForm(form)!.Items.Select(i => i.Code).ToList());
        }

        return item;
    }

    private IReadOnlyList<string> ReadValues(JsonCursor cursor, string form, string item)
    {
        var values = cursor.Strings("values");
        var definition = form.Length > 0 ? protocol.FindForm(form)!.FindItem(item) : null;
        for (var i = 0; definition is not null && i < values.Count; i++)
        {
            if (definition.Check(values[i]) is { } fault)
            {
                cursor.Fault(Invariant($"values[{i}]"), values[i], fault.Reason);
            }
        }

        return values;
    }
}
