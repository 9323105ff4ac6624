using System.Security.Cryptography;
using System.Text;
using TrialData.Application.Pipeline;
using TrialData.Application.Protocol;
using TrialData.Instruments.Json;
using static System.FormattableString;

namespace TrialData.Application.Exchange;

public sealed record InvalidMapping(string Details)
    : Refusal("import.invalid-mapping", $"The import mapping cannot be used. {Details}");

/// <summary>Reads an import mapping against the protocol it fills, and finds every fault with its JSON path.</summary>
public static class ImportMappingLoader
{
    public static Outcome<ImportMapping> Load(string json, TrialProtocol protocol) =>
        JsonCursor.Read(json, root => Read(root, json, protocol)).Or(count => new InvalidMapping(count));

    private static ImportMapping Read(JsonCursor root, string json, TrialProtocol protocol)
    {
        root.OptionalString("source");
        var mapping = new ImportMapping(
            ReadDelimiter(root),
            root.OptionalStrings("missing"),
            root.Object("participant", ReadParticipant)!,
            root.Array("forms", f => ReadForm(f, protocol)),
            root.OptionalStrings("ignore"),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
        CheckDistinct(mapping.Forms, root);
        return mapping;
    }

    private static void CheckDistinct(IReadOnlyList<FormMapping> forms, JsonCursor root)
    {
        var seen = new HashSet<(string Form, string Visit)>();
        for (var i = 0; i < forms.Count; i++)
        {
            if (forms[i] is { Form.Length: > 0, Visit.Length: > 0 } form && !seen.Add((form.Form, form.Visit)))
            {
                root.Fault(Invariant($"forms[{i}].form"), form.Form, $"is filled at the visit {form.Visit} more than once");
            }
        }
    }

    private static char ReadDelimiter(JsonCursor root) => root.OptionalOneOf("delimiter", "comma", "semicolon", "tab") switch
    {
        "semicolon" => ';',
        "tab" => '\t',
        _ => ',',
    };

    private static ParticipantMapping ReadParticipant(JsonCursor participant) => new(
        participant.Object("number", ReadSource)!,
        participant.Object("site", ReadSource)!,
        participant.Object("arm", ReadSource)!,
        participant.OptionalObject("screenedOn", ReadDay),
        participant.OptionalObject("enrolledOn", ReadDay),
        participant.OptionalObject("allocatedOn", ReadDay));

    private static FormMapping ReadForm(JsonCursor mapping, TrialProtocol protocol)
    {
        var form = mapping.String("form");
        var visit = mapping.String("visit");
        var visitIsKnown = visit.Length > 0 && mapping.MustBeOneOf("visit", visit, protocol.Visits.Select(v => v.Code).ToList());
        var formIsKnown = form.Length > 0 && mapping.MustBeOneOf("form", form, protocol.Forms.Select(f => f.Code).ToList());
        if (visitIsKnown && formIsKnown && !protocol.FindVisit(visit)!.Holds(form))
        {
            mapping.Fault("form", form, $"is not part of the visit {visit}");
        }

        var completedOn = mapping.OptionalObject("completedOn", ReadDay);
        var items = mapping.OptionalTable("items", (table, item) => table.Object(item, ReadSource)!);
        if (formIsKnown)
        {
            var known = protocol.FindForm(form)!.Items.Select(i => i.Code).ToList();
            foreach (var item in items.Keys)
            {
                mapping.MustBeOneOf($"items.{item}", item, known);
            }
        }

        return new FormMapping(form, visit, completedOn, items);
    }

    private static ValueSource ReadDay(JsonCursor day)
    {
        var column = day.String("column");
        var format = day.OptionalString("format") ?? "yyyy-MM-dd";
        return new ColumnSource(column, new Dictionary<string, string>(StringComparer.Ordinal), day.OptionalBool("optional", otherwise: false), format);
    }

    private static ValueSource ReadSource(JsonCursor source)
    {
        if (source.OptionalString("constant") is { } constant)
        {
            return new ConstantSource(constant);
        }

        var optional = source.OptionalBool("optional", otherwise: false);
        if (source.Has("cases"))
        {
            return new DerivedSource(source.Array("cases", ReadCase), source.OptionalString("otherwise"), optional);
        }

        var codes = source.OptionalTable("codes", (table, code) => table.String(code));
        return new ColumnSource(source.String("column"), codes, optional, DateFormat: null);
    }

    private static DerivedCase ReadCase(JsonCursor each) =>
        new(each.OptionalTable("when", (table, column) => table.Strings(column)), each.OptionalString("value"));
}
