using TrialData.Application.Administration;
using TrialData.Application.Protocol.Predicates;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Protocol;

/// <summary>What must hold between the parts of a protocol.</summary>
internal static class ProtocolRules
{
    public static void Check(TrialProtocol protocol, JsonCursor root)
    {
        MustBeDistinct(root, "arms", protocol.Arms.Select(a => a.Code));
        MustBeDistinct(root, "sites", protocol.Sites.Select(s => s.Code));
        MustBeDistinct(root, "eligibility", protocol.Eligibility.Select(c => c.Code));
        MustBeDistinct(root, "visits", protocol.Visits.Select(v => v.Code));
        MustBeDistinct(root, "forms", protocol.Forms.Select(f => f.Code));
        MustBeDistinct(root, "logs", protocol.Logs.Select(l => l.Code));
        if (protocol.Arms.Count == 1)
        {
            root.Fault("arms", value: null, "a randomised trial has two arms or more");
        }

        FactorRules.Check(protocol, root);
        ExternalEdcRules.Check(protocol, root);
        ClusterRules.Check(protocol, root);
        CheckVisits(protocol, root);
        CheckForms(protocol, root);
        CheckSafety(protocol, root);
    }

    private static void CheckVisits(TrialProtocol protocol, JsonCursor root)
    {
        var forms = protocol.Forms.Select(f => f.Code).ToList();
        for (var j = 0; forms.Count > 0 && j < protocol.UnscheduledForms.Count; j++)
        {
            root.MustBeOneOf(Invariant($"unscheduledVisit.forms[{j}].form"), protocol.UnscheduledForms[j].Form, forms);
        }

        for (var i = 0; i < protocol.Visits.Count; i++)
        {
            var visit = protocol.Visits[i];
            if (UnscheduledVisit.IsCode(visit.Code))
            {
                root.Fault(Invariant($"visits[{i}].code"), visit.Code, "is kept for visits that nobody planned");
            }

            for (var j = 0; forms.Count > 0 && j < visit.Forms.Count; j++)
            {
                root.MustBeOneOf(Invariant($"visits[{i}].forms[{j}].form"), visit.Forms[j].Form, forms);
            }

            var twice = visit.Forms.GroupBy(f => f.Form, StringComparer.Ordinal).FirstOrDefault(g => g.Key.Length > 0 && g.Skip(1).Any());
            if (twice is not null)
            {
                root.Fault(Invariant($"visits[{i}].forms"), twice.Key, "stands here more than once");
            }

            for (var j = 0; visit.RevealsArm && j < visit.Forms.Count; j++)
            {
                if (protocol.FindForm(visit.Forms[j].Form)?.FilledBy.Contains(Role.Assessor) == true)
                {
                    root.Fault(Invariant($"visits[{i}].forms[{j}].form"), visit.Forms[j].Form, "is filled in by an assessor, to whom this visit would reveal the arm");
                }
            }

            CheckArms(protocol, root, Invariant($"visits[{i}]"), visit.OnlyForArms, visit.RevealsArm);
        }
    }

    private static void CheckForms(TrialProtocol protocol, JsonCursor root)
    {
        for (var i = 0; i < protocol.Forms.Count; i++)
        {
            var form = protocol.Forms[i];
            CheckArms(protocol, root, Invariant($"forms[{i}]"), form.OnlyForArms, form.RevealsArm);
            CheckRules(protocol, root, Invariant($"forms[{i}].rules"), form);
            if (form.RevealsArm && (form.BlindedRater || form.FilledBy.Contains(Role.Assessor)))
            {
                root.Fault(Invariant($"forms[{i}].filledBy"), "assessor", "a form that reveals the arm is not for a blinded person");
            }

            // Every other role that fills in forms may see allocations.
            if (form.BlindedRater && form.FilledBy.Any(role => role != Role.Assessor))
            {
                root.Fault(Invariant($"forms[{i}].filledBy"), value: null, "a form for a blinded rater is filled in by assessors alone");
            }
        }
    }

    private static void CheckSafety(TrialProtocol protocol, JsonCursor root)
    {
        for (var i = 0; i < protocol.Logs.Count; i++)
        {
            var codes = protocol.Logs[i].Items.Select(item => item.Code).ToHashSet(StringComparer.Ordinal);
            if (protocol.Logs[i].IsSafety && codes.Count > 0 && !SafetyItems.All.All(codes.Contains))
            {
                root.Fault(Invariant($"logs[{i}].safety"), "true", $"needs the items {string.Join(", ", SafetyItems.All)}");
            }
        }
    }

    private static void CheckRules(TrialProtocol protocol, JsonCursor root, string path, FormDefinition form)
    {
        var names = form.Items.Select(item => item.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var faults = new RuleFaults(protocol, form, root);
        foreach (var (index, rule) in form.Rules.Index())
        {
            if (rule.Id.Length > 0 && !names.Add(rule.Id))
            {
                root.Fault(Invariant($"{path}[{index}].id"), rule.Id, "is the name of an item or of an earlier rule of this form");
            }

            faults.Check(rule.When);
        }
    }

    private static void CheckArms(TrialProtocol protocol, JsonCursor root, string path, IReadOnlyList<string> onlyForArms, bool revealsArm)
    {
        for (var i = 0; protocol.Arms.Count > 0 && i < onlyForArms.Count; i++)
        {
            root.MustBeOneOf(Invariant($"{path}.onlyForArms[{i}]"), onlyForArms[i], protocol.Arms.Select(a => a.Code).ToList());
        }

        if (onlyForArms.Count > 0 && !revealsArm)
        {
            root.Fault($"{path}.revealsArm", "false", "must be true: what depends on the arm lets a blinded person infer it");
        }
    }

    internal static void MustBeDistinct(JsonCursor root, string list, IEnumerable<string> codes)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var index = 0;
        foreach (var code in codes)
        {
            if (code.Length > 0 && !seen.Add(code))
            {
                root.Fault(Invariant($"{list}[{index}].code"), code, "stands here more than once");
            }

            index++;
        }
    }
}
