using TrialData.Instruments;
using TrialData.Instruments.Json;

namespace TrialData.Application.Protocol.Predicates;

/// <summary>What is wrong with the rules of a form in the light of the whole protocol: unknown names, and values that cannot be compared.</summary>
internal sealed class RuleFaults(TrialProtocol protocol, FormDefinition form, JsonCursor root)
{
    private const string RootPrefix = "$.";

    public void Check(Predicate predicate)
    {
        switch (predicate)
        {
            case AllOf all:
                CheckEach(all.Parts);
                break;
            case AnyOf any:
                CheckEach(any.Parts);
                break;
            case Not not:
                Check(not.Part);
                break;
            case Answered answered:
                KindOf(answered.Operand);
                break;
            case IsOneOf oneOf:
                CheckValues(oneOf);
                break;
            case Comparison comparison:
                CheckKinds(comparison);
                break;
        }
    }

    private static string BelowRoot(string path) => path[RootPrefix.Length..];

    private void CheckEach(IReadOnlyList<Predicate> parts)
    {
        foreach (var part in parts)
        {
            Check(part);
        }
    }

    private void CheckValues(IsOneOf oneOf)
    {
        if (KindOf(oneOf.Operand) is null || FindItem(oneOf.Operand) is not { } item)
        {
            return;
        }

        foreach (var (index, value) in oneOf.Values.Index())
        {
            CheckConstant(item, value, FormattableString.Invariant($"{oneOf.Operand.Path}.values[{index}]"));
        }
    }

    private void CheckKinds(Comparison comparison)
    {
        if (KindOf(comparison.Left) is not { } kind)
        {
            return;
        }

        if (kind == ValueKind.Code && comparison.Relation != Relation.Equals)
        {
            root.Fault(BelowRoot($"{comparison.Left.Path}.is"), value: null, "needs numbers or days: codes are equal or not");
        }

        if (comparison.Right is Constant constant)
        {
            CheckConstantOf(comparison.Left, constant);
        }
        else if (KindOf(comparison.Right) is { } other && other != kind)
        {
            root.Fault(BelowRoot(comparison.Right.Path), value: null, $"is a {Word(other)} and cannot be compared with a {Word(kind)}");
        }
    }

    private void CheckConstantOf(Operand left, Constant constant)
    {
        if (FindItem(left) is { } item)
        {
            CheckConstant(item, constant.Text, constant.Path);
        }
        else if (!PartialDates.IsPartialDate(constant.Text))
        {
            root.Fault(BelowRoot(constant.Path), constant.Text, "is not a day yyyy-MM-dd, a month yyyy-MM or a year yyyy");
        }
    }

    // A limit may lie outside what the item takes: only its kind must fit.
    private void CheckConstant(ItemDefinition item, string text, string path)
    {
        var comparable = item with { Minimum = null, Maximum = null };
        if (text.Length > 0 && comparable.Check(text) is { } fault && !(item.Type is ItemType.Date && PartialDates.IsPartialDate(text)))
        {
            root.Fault(BelowRoot(path), text, fault.Reason);
        }
    }

    private ItemDefinition? FindItem(Operand operand) => operand is ItemOperand item ? FormOf(item)?.FindItem(item.Item) : null;

    private FormDefinition? FormOf(ItemOperand operand) => operand.FormCode is { } code ? protocol.FindForm(code) : form;

    private ValueKind? KindOf(Operand operand) => operand switch
    {
        ItemOperand item => KindOfItem(item),
        DayOperand => ValueKind.Day,
        _ => null,
    };

    private ValueKind? KindOfItem(ItemOperand operand)
    {
        if (operand.Item.Length == 0 || !IsFormKnown(operand))
        {
            return null;
        }

        var items = FormOf(operand)!.Items;
        return root.MustBeOneOf(BelowRoot($"{operand.Path}.item"), operand.Item, [.. items.Select(i => i.Code)])
            ? ValueKinds.Of(items.First(i => i.Code == operand.Item).Type)
            : null;
    }

    private bool IsFormKnown(ItemOperand operand)
    {
        if (operand.FormCode is not { } formCode)
        {
            if (operand.VisitCode is { } visitAlone)
            {
                root.Fault(BelowRoot($"{operand.Path}.visit"), visitAlone, "needs a form beside it");
            }

            return operand.VisitCode is null;
        }

        if (!root.MustBeOneOf(BelowRoot($"{operand.Path}.form"), formCode, [.. protocol.Forms.Select(f => f.Code)]))
        {
            return false;
        }

        var visits = protocol.Visits.Where(v => v.Holds(formCode)).ToList();
        if (operand.VisitCode is { } code && !root.MustBeOneOf(BelowRoot($"{operand.Path}.visit"), code, [.. visits.Select(v => v.Code)]))
        {
            return false;
        }

        var reveals = protocol.FindForm(formCode)!.RevealsArm || (operand.VisitCode is { } at && protocol.FindVisit(at)!.RevealsArm);
        if (reveals && !form.RevealsArm)
        {
            root.Fault(BelowRoot($"{operand.Path}.form"), formCode, "reveals the arm, and this form does not");
            return false;
        }

        return true;
    }

    private static string Word(ValueKind kind) => kind.ToString().ToLowerInvariant();
}
