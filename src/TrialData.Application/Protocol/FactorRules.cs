using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>What must hold of the factors that participants are told apart by when they are randomised.</summary>
internal static class FactorRules
{
    public static void Check(TrialProtocol protocol, JsonCursor root)
    {
        if (protocol.Randomisation is not { } plan)
        {
            return;
        }

        var known = plan.Factors.Select(factor => factor.Name).Prepend(RandomisationPlan.Site).ToList();
        for (var i = 0; i < plan.StratifyBy.Count; i++)
        {
            var (place, name) = (Invariant($"randomisation.stratifyBy[{i}]"), plan.StratifyBy[i]);
            if (root.MustBeOneOf(place, name, known) && plan.StratifyBy.Take(i).Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                root.Fault(place, name, "stands here more than once");
            }
        }

        for (var i = 0; i < plan.Factors.Count; i++)
        {
            CheckFactor(protocol, plan.Factors[i], known.Take(i + 1), root, Invariant($"randomisation.factors[{i}]"));
        }
    }

    private static void CheckFactor(TrialProtocol protocol, PlannedFactor factor, IEnumerable<string> before, JsonCursor root, string path)
    {
        if (before.Contains(factor.Name, StringComparer.OrdinalIgnoreCase))
        {
            root.Fault(path + ".name", factor.Name, "is the name of an earlier factor, or of the site");
        }
        else if (!protocol.Randomisation.StratifyBy.Contains(factor.Name, StringComparer.Ordinal))
        {
            root.Fault(path + ".name", factor.Name, "is not in stratifyBy, so nobody is told apart by it");
        }

        if (!protocol.Randomisation.ExternalEdc)
        {
            CheckSource(protocol, factor, root, path);
        }

        CheckLevels(factor, root, path);
    }

    // What a decision rests on must be there when it is made, whatever the arm.
    private static void CheckSource(TrialProtocol protocol, PlannedFactor factor, JsonCursor root, string path)
    {
        var visits = protocol.Visits.Where(visit => visit is { Anchor: VisitAnchor.Enrolment, RevealsArm: false }).ToList();
        if (!root.MustBeOneOf(path + ".visit", factor.Visit, visits.Select(visit => visit.Code).ToList()))
        {
            return;
        }

        var required = visits.Single(visit => visit.Code == factor.Visit).Forms.Where(form => form.Required).Select(form => form.Form).ToList();
        if (root.MustBeOneOf(path + ".form", factor.Form, required) && protocol.FindForm(factor.Form) is { } form)
        {
            root.MustBeOneOf(path + ".item", factor.Item, form.Items.Select(item => item.Code).ToList());
        }
    }

    private static void CheckLevels(PlannedFactor factor, JsonCursor root, string path)
    {
        if (factor.Levels.Count == 1)
        {
            root.Fault(path + ".levels", value: null, "one level tells nobody apart");
        }

        var levels = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, level) in factor.Levels.Index())
        {
            if (level.Level.Length > 0 && !levels.Add(level.Level))
            {
                root.Fault(Invariant($"{path}.levels[{index}].level"), level.Level, "stands here more than once");
            }

            foreach (var (place, value) in level.Values.Index().Where(value => !values.Add(value.Item)))
            {
                root.Fault(Invariant($"{path}.levels[{index}].values[{place}]"), value, "makes another level already");
            }
        }
    }
}
