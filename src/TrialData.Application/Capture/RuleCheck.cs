using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Application.Protocol.Predicates;
using TrialData.Instruments;

namespace TrialData.Application.Capture;

/// <summary>Something about a form that must be corrected, or looked at again and confirmed.</summary>
/// <param name="Fault">Its place is an item or a rule.</param>
/// <param name="Answers">The answers it rests on, as faults of theirs.</param>
public sealed record Finding(bool IsError, Fault Fault, IReadOnlyList<Fault> Answers)
{
    public static string InWords(IEnumerable<Finding> findings) => string.Join("; ", FaultsOf(findings)) + ".";

    public static IReadOnlyList<Fault> FaultsOf(IEnumerable<Finding> findings) => findings.Select(f => f.Fault).ToList();
}

/// <summary>Finds unlikely answers, and the rules across items and forms that a form breaks.</summary>
public sealed class RuleCheck(IForms forms)
{
    /// <summary>What was saved before as it is now was looked at then.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(
        FilledForm filled, IReadOnlyDictionary<string, string> answers, SavedForm? saved, CancellationToken cancellation)
    {
        var isNew = answers.Where(a => saved?.Answers.GetValueOrDefault(a.Key) != a.Value).Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var isMoved = saved?.CompletedOn != filled.CompletedOn;
        var findings = UnlikelyDays.In(filled, answers, item => isMoved || isNew.Contains(item), isMoved)
            .Concat(filled.Form.Items
                .Where(item => isNew.Contains(item.Code) && item.IsUnlikely(answers[item.Code]))
                .Select(item => new Fault(item.Code, answers[item.Code], $"is unlikely: {item.Expected} is expected"))
                .Select(fault => new Finding(IsError: false, fault, [fault])))
            .ToList();
        if (filled.Form.Rules.Count == 0)
        {
            return findings;
        }

        var facts = new FormFacts(filled, answers, await OtherFormsAsync(filled, cancellation));
        findings.AddRange(
            from rule in filled.Form.Rules
            let own = rule.When.Operands.OfType<ItemOperand>().Where(o => !o.IsOfAnotherForm).Select(o => o.Item).Distinct(StringComparer.Ordinal).ToList()
            where rule.Severity == RuleSeverity.Error || isMoved || own.Exists(isNew.Contains)
            where rule.When.Holds(facts) == true
            select new Finding(
                rule.Severity == RuleSeverity.Error,
                new Fault(rule.Id, Value: null, rule.Message),
                own.Select(item => new Fault(item, answers.GetValueOrDefault(item), rule.Message)).ToList()));
        return findings;
    }

    private async Task<IReadOnlyDictionary<(string Visit, string Form), OtherForm>> OtherFormsAsync(FilledForm filled, CancellationToken cancellation)
    {
        var wanted = filled.Form.Rules
            .SelectMany(rule => rule.When.Operands)
            .OfType<ItemOperand>()
            .Where(operand => operand.IsOfAnotherForm)
            .Select(operand => (Visit: operand.VisitCode ?? filled.Visit?.Code ?? string.Empty, Form: operand.FormCode!))
            .Where(place => filled.Protocol?.FindForm(place.Form) is not null)
            .ToHashSet();
        if (wanted.Count == 0)
        {
            return new Dictionary<(string Visit, string Form), OtherForm>();
        }

        var answers = await forms.AnswersAsync(
            filled.Participant.ParticipantId,
            wanted.Select(place => place.Visit).ToHashSet(StringComparer.Ordinal),
            wanted.Select(place => place.Form).ToHashSet(StringComparer.Ordinal),
            cancellation);
        return answers
            .GroupBy(answer => (answer.VisitCode, answer.FormCode))
            .Where(form => wanted.Contains(form.Key))
            .ToDictionary(
                form => form.Key,
                form => new OtherForm(
                    filled.Protocol!.FindForm(form.Key.FormCode)!,
                    form.ToDictionary(answer => answer.Item, answer => answer.Value, StringComparer.Ordinal)));
    }
}

/// <summary>A form that a rule of another one looks at.</summary>
internal sealed record OtherForm(FormDefinition Form, IReadOnlyDictionary<string, string> Answers);

/// <summary>What the rules of a form rest on: its own answers and days, and those of other forms of the participant.</summary>
internal sealed class FormFacts(
    FilledForm filled, IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<(string Visit, string Form), OtherForm> others) : IPredicateFacts
{
    public FactValue? Find(Operand operand) => operand switch
    {
        ItemOperand { FormCode: null } item => ValueOf(filled.Form, answers, item.Item),
        ItemOperand item => others.TryGetValue((item.VisitCode ?? filled.Visit?.Code ?? string.Empty, item.FormCode!), out var other)
            ? ValueOf(other.Form, other.Answers, item.Item)
            : null,
        DayOperand day => DayOf(day.Day) is { } on ? new FactValue(ValueKind.Day, AuditHash.Text(on)!) : null,
        Constant constant => new FactValue(ValueKind.Code, constant.Text),
        _ => throw new InvalidOperationException($"Nobody said what {operand} is."),
    };

    private static FactValue? ValueOf(FormDefinition form, IReadOnlyDictionary<string, string> answers, string item) =>
        form.FindItem(item) is { } definition && answers.TryGetValue(item, out var answer) && !SaysNothing(definition, answer)
            ? new FactValue(ValueKinds.Of(definition.Type), answer)
            : null;

    private static bool SaysNothing(ItemDefinition item, string answer) => item.Choices.Any(choice => choice.Missing && choice.Value == answer);

    private DateOnly? DayOf(FormDay day) => day switch
    {
        FormDay.CompletedOn => filled.CompletedOn,
        FormDay.WindowOpens => filled.Visit?.OpensOn,
        FormDay.WindowCloses => filled.Visit?.ClosesOn,
    };
}
